{#- One row per element of the list at a path of each record's payload, as json_rows, with
    the record's record_type. -#}
{% macro json_rows_by_type(relation, path) -%}
    {{ adapter.dispatch('json_rows_by_type', 'countinghouse')(relation, path) }}
{%- endmacro %}

{% macro duckdb__json_rows_by_type(relation, path) -%}
    (
        select *{{ parsed_raw('raw') }}
        from (
            select
                record_type,
                connection,
                source_primary_key,
                is_deleted,
                ingestion_time,
                generate_subscripts(elements, 1) as row_number,
                unnest(elements) as raw
            from (
                select
                    record_type,
                    connection,
                    source_primary_key,
                    is_deleted,
                    ingestion_time,
                    json_extract(raw, '{{ json_path(path) }}[*]') as elements
                from {{ relation }}
            ) as records
        ) as elements
    ) as elements
{%- endmacro %}

{#- A list that the vendor left out or sent as null is no list to unnest. -#}
{% macro postgres__json_rows_by_type(relation, path) -%}
    (
        select
            records.record_type,
            records.connection,
            records.source_primary_key,
            records.is_deleted,
            records.ingestion_time,
            elements.row_number,
            elements.raw
        from (select * from {{ relation }}) as records
        cross join lateral jsonb_array_elements(
            case
                when jsonb_typeof({{ postgres__json_value('records.raw', path) }}) = 'array'
                    then {{ postgres__json_value('records.raw', path) }}
            end
        ) with ordinality as elements (raw, row_number)
    ) as elements
{%- endmacro %}

{% macro bigquery__json_rows_by_type(relation, path) -%}
    (
        select
            records.record_type,
            records.connection,
            records.source_primary_key,
            records.is_deleted,
            records.ingestion_time,
            element_offset + 1 as row_number,
            element as raw
        from (select * from {{ relation }}) as records
        cross join unnest(
            json_query_array(records.raw, '{{ json_path(path) }}')
        ) as element with offset as element_offset
    ) as elements
{%- endmacro %}
