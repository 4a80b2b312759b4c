{#- The latest version of every record of a raw table, tombstones included.
    An anti-join on the narrow columns: no newer version of the key exists. A filter on
    the columns around it still reaches the scan, and only payloads asked for are parsed;
    a row_number window would read them all. -#}
{% macro latest_version(relation, where='true') -%}
    {#- rendered bare: `dbt build --empty` would give it an alias of its own -#}
    {%- set table = relation.render() if relation.render is defined else relation -%}
    (
        select versions.*{{ parsed_raw('versions.raw') }}
        from {{ table }} as versions
        left join {{ table }} as newer
            on
                versions.connection = newer.connection
                and versions.source_primary_key = newer.source_primary_key
                and versions.ingestion_time < newer.ingestion_time
        where
            newer.connection is null
            and {{ where }}
    ) as latest
{%- endmacro %}
