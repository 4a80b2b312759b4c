{#- A text as an amount of money: exact, four decimal places; null when it is not one. -#}
{% macro try_money(text) -%}
    {{ money(try_number(text, 14, 4)) }}
{%- endmacro %}
