{#- The latest version of every record of several raw tables of one shape, the kind of
    each as record_type: as latest_version, for {kind: relation}. The union stands below
    all else and over bare tables, so that a filter on the columns around it reaches the
    scan of each: Postgres takes no join into a union of joins. -#}
{% macro latest_version_by_type(relations) -%}
    {%- set tables -%}
        (
            {%- for record_type, relation in relations.items() %}
            select
                '{{ record_type }}' as record_type,
                connection,
                source_primary_key,
                is_deleted,
                ingestion_time,
                raw
            {#- rendered bare: `dbt build --empty` would give it an alias of its own #}
            from {{ relation.render() if relation.render is defined else relation }}
            {%- if not loop.last %}
            union all
            {%- endif -%}
            {%- endfor %}
        )
    {%- endset -%}
    (
        select versions.*{{ parsed_raw('versions.raw') }}
        from {{ tables }} as versions
        left join {{ tables }} as newer
            on
                versions.record_type = newer.record_type
                and versions.connection = newer.connection
                and versions.source_primary_key = newer.source_primary_key
                and versions.ingestion_time < newer.ingestion_time
        where newer.connection is null
    ) as latest
{%- endmacro %}
