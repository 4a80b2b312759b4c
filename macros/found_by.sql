{#- Configuration of a large table that people read: the keys and the day by which they
    look for rows. Stored so on BigQuery, indexed on Postgres; DuckDB's own statistics
    find them. -#}
{% macro found_by(keys, day=none) -%}
    {{ return(adapter.dispatch('found_by', 'countinghouse')(keys, day)) }}
{%- endmacro %}

{% macro default__found_by(keys, day) -%}
    {{ return(stored_by(keys, day)) }}
{%- endmacro %}

{#- One index for each: Postgres combines those that a query asks for. -#}
{% macro postgres__found_by(keys, day) -%}
    {%- set indexes = [] -%}
    {%- for column in keys + ([day] if day else []) -%}
        {%- do indexes.append({'columns': [column]}) -%}
    {%- endfor -%}
    {{ return({'indexes': indexes}) }}
{%- endmacro %}
