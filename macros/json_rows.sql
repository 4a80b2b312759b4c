{#- One row per element of the list at a path of each record's payload: the record's keys
    and times, row_number (from 1, in the vendor's order) and raw, the element itself.
    with_type: the records have a record_type (latest_version_by_type), and so the rows. -#}
{% macro json_rows(relation, path, with_type=false) -%}
    {%- set kept = ['connection', 'source_primary_key', 'is_deleted', 'ingestion_time'] -%}
    {{ adapter.dispatch('json_rows', 'countinghouse')(
        relation, path, kept + (['record_type'] if with_type else [])
    ) }}
{%- endmacro %}

{% macro duckdb__json_rows(relation, path, kept) -%}
    (
        select *{{ parsed_raw('raw') }}
        from (
            select
                {{ kept | join(', ') }},
                generate_subscripts(elements, 1) as row_number,
                unnest(elements) as raw
            from (
                select
                    {{ kept | join(', ') }},
                    json_extract(raw, '{{ json_path(path) }}[*]') as elements
                from {{ relation }}
            ) as records
        ) as elements
    ) as elements
{%- endmacro %}

{#- A list that the vendor left out or sent as null is no list to unnest. -#}
{% macro postgres__json_rows(relation, path, kept) -%}
    (
        select
            {{ kept | join(', ') }},
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

{% macro postgres__json_value(json, path) -%}
    ({{ json }} #> '{"{{ path.split('.') | join('","') }}"}')
{%- endmacro %}

{% macro bigquery__json_rows(relation, path, kept) -%}
    (
        select
            {{ kept | join(', ') }},
            element_offset + 1 as row_number,
            element as raw
        from (select * from {{ relation }}) as records
        cross join unnest(
            json_query_array(records.raw, '{{ json_path(path) }}')
        ) as element with offset as element_offset
    ) as elements
{%- endmacro %}
