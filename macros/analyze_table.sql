{#- Statement after a table is built that lets the planner know its size: Postgres plans
    joins with a table it has not looked at as if it had no rows. Others need none. -#}
{% macro analyze_table() -%}
    {{ return(adapter.dispatch('analyze_table', 'countinghouse')()) }}
{%- endmacro %}

{% macro default__analyze_table() -%}
    {{ return('') }}
{%- endmacro %}

{% macro postgres__analyze_table() -%}
    {{ return('' if model.config.materialized == 'view' else 'analyze ' ~ this) }}
{%- endmacro %}
