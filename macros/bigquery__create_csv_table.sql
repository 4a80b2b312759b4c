{#- dbt's statement for a seed without rows, on BigQuery, whose text is a STRING. -#}
{% macro bigquery__create_csv_table(model, agate_table) -%}
    {%- do model['config'].update(column_types=seed_types(model)) -%}
    {{ return(dbt.bigquery__create_csv_table(model, agate_table)) }}
{%- endmacro %}
