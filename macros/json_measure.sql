{#- The quantity or rate at a dotted path: exact, ten decimal places; null when absent or
    not a number. -#}
{% macro json_measure(json, path) -%}
    {{ try_measure(json_text(json, path)) }}
{%- endmacro %}
