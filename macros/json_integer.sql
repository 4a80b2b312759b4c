{#- The whole number at a dotted path; null when absent or not a number. -#}
{% macro json_integer(json, path) -%}
    {{ try_integer(json_text(json, path)) }}
{%- endmacro %}
