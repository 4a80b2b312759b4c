{#- One row per day from the first to the last, both included: column date_day.
    Stands where a table stands, as no expression yields rows on every warehouse. -#}
{% macro day_spine(first_day, last_day) -%}
    {{ adapter.dispatch('day_spine', 'countinghouse')(first_day, last_day) }}
{%- endmacro %}

{% macro default__day_spine(first_day, last_day) -%}
    (
        select cast(days.date_day as date) as date_day
        from generate_series(
            cast({{ first_day }} as timestamp),
            cast({{ last_day }} as timestamp),
            interval '1 day'
        ) as days (date_day)
    ) as days
{%- endmacro %}

{% macro bigquery__day_spine(first_day, last_day) -%}
    (
        select date_day
        from unnest(generate_date_array({{ first_day }}, {{ last_day }})) as date_day
    )
{%- endmacro %}
