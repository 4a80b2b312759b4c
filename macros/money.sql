{#- An amount of money: exact, four decimal places. -#}
{% macro money(expression) -%}
    {{ adapter.dispatch('money', 'countinghouse')(expression) }}
{%- endmacro %}

{% macro default__money(expression) -%}
    cast({{ expression }} as numeric(19, 4))
{%- endmacro %}

{#- BigQuery's NUMERIC has a fixed scale of nine. -#}
{% macro bigquery__money(expression) -%}
    round(cast({{ expression }} as numeric), 4)
{%- endmacro %}
