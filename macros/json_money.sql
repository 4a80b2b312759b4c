{#- The amount of money at a dotted path: exact, four decimal places; null when absent or
    not an amount. -#}
{% macro json_money(json, path) -%}
    {{ try_money(json_text(json, path)) }}
{%- endmacro %}
