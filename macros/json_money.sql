{#- The amount of money at a dotted path: exact, four decimal places. -#}
{% macro json_money(json, path) -%}
    {{ money(json_number(json, path)) }}
{%- endmacro %}
