{#- The whole number at a dotted path; null when absent or not a number. -#}
{% macro json_integer(json, path) -%}
    cast({{ json_number(json, path) }} as {{ dbt.type_bigint() }})
{%- endmacro %}
