{#- Whether this model does not hold the version of a staged record yet; always true on a
    full refresh. Compared version by version, never by a maximum: a slow load commits
    times older than the last build. -#}
{% macro is_new_version(record, record_id, record_type) -%}
    {%- if is_incremental() -%}
        not exists (
            select 1
            from {{ this }} as held
            where
                held.connection = {{ record }}.connection
                and held._record_id = {{ record }}.{{ record_id }}
                and held._record_type = '{{ record_type }}'
                and held._ingested_at = {{ record }}.ingestion_time
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
