{#- Whether this model does not hold the version of a conformed record yet; always true on
    a full refresh. As is_new_version, for a model that reads typed tables. -#}
{% macro is_newly_built(record) -%}
    {%- if is_incremental() -%}
        not exists (
            select 1
            from {{ this }} as held
            where
                held.connection = {{ record }}.connection
                and held._record_id = {{ record }}._record_id
                and held._record_type = {{ record }}._record_type
                and held._ingested_at = {{ record }}._ingested_at
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
