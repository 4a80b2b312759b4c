{#- The exact number at a dotted path: ten decimal places, null when absent or not a
    number (a staging test names the record whose number will not cast). -#}
{% macro json_number(json, path) -%}
    {{ try_number(json_text(json, path)) }}
{%- endmacro %}
