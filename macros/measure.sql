{#- A quantity or a rate: exact, ten decimal places. -#}
{% macro measure(expression) -%}
    {{ adapter.dispatch('measure', 'countinghouse')(expression) }}
{%- endmacro %}

{% macro default__measure(expression) -%}
    cast({{ expression }} as numeric(20, 10))
{%- endmacro %}

{#- BigQuery's NUMERIC has nine. -#}
{% macro bigquery__measure(expression) -%}
    round(cast({{ expression }} as bignumeric), 10)
{%- endmacro %}
