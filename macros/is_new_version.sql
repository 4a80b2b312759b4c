{#- Whether this model does not hold the version of a staged record yet; always true on a
    full refresh. Compared version by version, never by a maximum: a slow load commits
    times older than the last build. Asked of the narrow columns first, so that only the
    payloads of new versions are parsed. Without a record_type the relation has a column
    of that name; a version whose id two kinds share may then be read again, unchanged. -#}
{% macro is_new_version(relation, record_id, record_type=none) -%}
    {%- if is_incremental() -%}
        (connection, {{ record_id }}, ingestion_time) in (
            select {{ as_row([
                'staged.connection', 'staged.' ~ record_id, 'staged.ingestion_time'
            ]) }}
            from {{ relation }} as staged
            left join {{ this }} as held
                on
                    staged.connection = held.connection
                    and staged.{{ record_id }} = held._record_id
                    and staged.ingestion_time = held._ingested_at
                    and held._record_type
                    = {% if record_type %}'{{ record_type }}'{% else %}staged.record_type{% endif %}

            where held.connection is null
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
