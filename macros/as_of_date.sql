{#- The one date of the whole build: dbt var as_of_date, else the environment's
    AS_OF_DATE, else today in UTC. Nothing else in the project asks a clock. -#}
{% macro as_of_date() -%}
    cast('{{ as_of_day() }}' as date)
{%- endmacro %}

{#- The same as text, year first. -#}
{% macro as_of_day() -%}
    {%- set asked = var('as_of_date', '') or env_var('AS_OF_DATE', '') -%}
    {{- asked or run_started_at.strftime('%Y-%m-%d') -}}
{%- endmacro %}
