{#- Rows that are written down, where a table stands. columns: {name: type}, of text, date,
    bigint and numeric(19, 4); rows: a list of a value per column, none for null. -#}
{% macro literal_rows(columns, rows) -%}
    {%- set types = {'text': dbt.type_string(), 'bigint': dbt.type_bigint()} -%}
    (
        {%- for row in rows %}
        {{ 'union all ' if not loop.first }}select
            {%- for column, type in columns.items() %}
            {%- set cell = row[loop.index0] %}
            cast(
                {{- 'null' if cell is none else "'" ~ cell ~ "'" -}}
                {{- ' as ' ~ types.get(type, type) }}) as {{ column }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        {%- endfor %}
    ) as literal_rows
{%- endmacro %}
