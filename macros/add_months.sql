{#- The same day so many months later (earlier when negative); a month's last day when
    that month is shorter. Still a date. -#}
{% macro add_months(day, number) -%}
    cast({{ dbt.dateadd('month', number, day) }} as date)
{%- endmacro %}
