{#- The text at a dotted path of an ERPNext record; null when absent or empty, as ERPNext
    sends an empty text and nothing at all for the same. -#}
{% macro erpnext_text(json, path) -%}
    nullif({{ json_text(json, path) }}, '')
{%- endmacro %}
