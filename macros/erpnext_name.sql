{#- ERPNext's own name of a record, from raw's key `<doctype>/<name>`: asked of the narrow
    column, a filter on it parses no payload. Of records of several doctypes none is given:
    no doctype has a slash. -#}
{% macro erpnext_name(doctype=none) -%}
    substr(source_primary_key, {% if doctype -%}
        {{ doctype | length + 2 }}
    {%- else -%}
        strpos(source_primary_key, '/') + 1
    {%- endif %})
{%- endmacro %}
