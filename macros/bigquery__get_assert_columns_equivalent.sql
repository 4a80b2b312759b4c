{#- dbt's comparison of a contract with its query, on BigQuery, before the table is
    created of the same types: its NUMERIC has nine decimal places, so a contract's
    numeric(20,10) is a BIGNUMERIC there, as macro `measure` casts it. -#}
{% macro bigquery__get_assert_columns_equivalent(sql) -%}
    {%- for column in model['columns'].values() if column['data_type'] == 'numeric(20,10)' -%}
        {%- do column.update(data_type='bignumeric') -%}
    {%- endfor -%}
    {{ return(dbt.default__get_assert_columns_equivalent(sql)) }}
{%- endmacro %}
