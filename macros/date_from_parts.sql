{#- The date of a year, month and day given as whole numbers. -#}
{% macro date_from_parts(year, month, day) -%}
    {{ adapter.dispatch('date_from_parts', 'countinghouse')(year, month, day) }}
{%- endmacro %}

{% macro default__date_from_parts(year, month, day) -%}
    make_date(cast({{ year }} as int), cast({{ month }} as int), cast({{ day }} as int))
{%- endmacro %}

{% macro bigquery__date_from_parts(year, month, day) -%}
    date({{ year }}, {{ month }}, {{ day }})
{%- endmacro %}
