{#- A date so many days later (earlier when negative), still a date. -#}
{% macro add_days(day, number) -%}
    cast({{ dbt.dateadd('day', number, day) }} as date)
{%- endmacro %}
