{#- Configuration of a large table: how BigQuery, which bills what it reads, keeps its rows
    together, by keys and by the month of a day. Others need not be told. -#}
{% macro stored_by(keys, day=none) -%}
    {{ return(adapter.dispatch('stored_by', 'countinghouse')(keys, day)) }}
{%- endmacro %}

{% macro default__stored_by(keys, day) -%}
    {{ return({}) }}
{%- endmacro %}

{#- By month: years of days would be more partitions than a query may write. -#}
{% macro bigquery__stored_by(keys, day) -%}
    {%- set told = {'cluster_by': keys} -%}
    {%- if day -%}
        {%- set month = {'field': day, 'data_type': 'date', 'granularity': 'month'} -%}
        {%- do told.update(partition_by=month) -%}
    {%- endif -%}
    {{ return(told) }}
{%- endmacro %}
