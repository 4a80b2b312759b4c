{#- A part of a date (year, quarter, month, day) as a whole number. -#}
{% macro part_of_date(part, day) -%}
    cast(extract({{ part }} from {{ day }}) as {{ dbt.type_bigint() }})
{%- endmacro %}
