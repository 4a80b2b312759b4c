{#- A text as a quantity or a rate: exact, ten decimal places; null when it is not one. -#}
{% macro try_measure(text) -%}
    {{ measure(try_number(text, 9)) }}
{%- endmacro %}
