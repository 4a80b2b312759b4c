{#- Columns selected in a subquery after `in`, where a row of several is looked for. -#}
{% macro as_row(columns) -%}
    {{ adapter.dispatch('as_row', 'countinghouse')(columns) }}
{%- endmacro %}

{% macro default__as_row(columns) -%}
    {{ columns | join(', ') }}
{%- endmacro %}

{#- BigQuery's subquery after `in` has one column: the row itself. -#}
{% macro bigquery__as_row(columns) -%}
    ({{ columns | join(', ') }})
{%- endmacro %}
