{#- Whole days from the first date to the second; negative when the second is earlier. -#}
{% macro days_between(first_day, second_day) -%}
    {{ adapter.dispatch('days_between', 'countinghouse')(first_day, second_day) }}
{%- endmacro %}

{#- A difference of two dates is a number of days here, of a type that differs. -#}
{% macro default__days_between(first_day, second_day) -%}
    cast({{ second_day }} - {{ first_day }} as {{ dbt.type_bigint() }})
{%- endmacro %}

{% macro bigquery__days_between(first_day, second_day) -%}
    date_diff({{ second_day }}, {{ first_day }}, day)
{%- endmacro %}
