{#- A text as a whole number; null when it is not one. -#}
{% macro try_integer(text) -%}
    cast({{ try_number(text, 18, 0) }} as {{ dbt.type_bigint() }})
{%- endmacro %}
