{#- Statement before a table is built. Postgres guesses that next to nothing is new, finds
    it row by row in a nested loop, and takes minutes where there is much: a hash join
    takes seconds, and little longer where there is little. What that does to its estimates
    would have it compile each query, for seconds more. Others plan by what is there. -#}
{% macro plan_for_many_rows() -%}
    {{ return(adapter.dispatch('plan_for_many_rows', 'countinghouse')()) }}
{%- endmacro %}

{% macro default__plan_for_many_rows() -%}
    {{ return('') }}
{%- endmacro %}

{% macro postgres__plan_for_many_rows() -%}
    {{ return('set local enable_nestloop = off; set local jit = off') }}
{%- endmacro %}
