{#- Whether a staged line belongs to the version of one of these documents. As a filter on
    the line's own columns it reaches the scan, and only their payloads are unpacked. An id
    that two kinds share may bring a line too many: the join with its document tells. -#}
{% macro is_line_of(documents, record_id) -%}
    (connection, {{ record_id }}, ingestion_time) in (
        select {{ as_row([
            'parents.connection', 'parents._record_id', 'parents._ingested_at'
        ]) }}
        from {{ documents }} as parents
    )
{%- endmacro %}
