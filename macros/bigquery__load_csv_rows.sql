{#- dbt's load of a seed's rows, on BigQuery, whose text is a STRING. -#}
{% macro bigquery__load_csv_rows(model, agate_table) -%}
    {%- do model['config'].update(column_types=seed_types(model)) -%}
    {{ return(dbt.bigquery__load_csv_rows(model, agate_table)) }}
{%- endmacro %}
