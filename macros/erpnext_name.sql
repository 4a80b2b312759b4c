{#- ERPNext's own name of a record, from raw's key `<doctype>/<name>`: asked of the narrow
    column, a filter on it reaches the scan and parses no payload. -#}
{% macro erpnext_name(doctype) -%}
    substr(source_primary_key, {{ doctype | length + 2 }})
{%- endmacro %}
