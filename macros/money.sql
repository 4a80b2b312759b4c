{#- An amount of money: exact, four decimal places. -#}
{% macro money(expression) -%}
    {{ adapter.dispatch('money', 'countinghouse')(expression) }}
{%- endmacro %}

{% macro default__money(expression) -%}
    cast({{ expression }} as numeric(19, 4))
{%- endmacro %}

{#- BigQuery's NUMERIC has nine places: a cast to it would round a first time. -#}
{% macro bigquery__money(expression) -%}
    cast(round(cast({{ expression }} as bignumeric), 4) as numeric)
{%- endmacro %}
