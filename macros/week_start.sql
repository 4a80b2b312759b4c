{#- The Monday on or before a date. -#}
{% macro week_start(day) -%}
    {{ adapter.dispatch('week_start', 'countinghouse')(day) }}
{%- endmacro %}

{% macro default__week_start(day) -%}
    cast(date_trunc('week', {{ day }}) as date)
{%- endmacro %}

{#- BigQuery's plain week starts on Sunday. -#}
{% macro bigquery__week_start(day) -%}
    cast(date_trunc({{ day }}, week(monday)) as date)
{%- endmacro %}
