-- A column is called like the CTE, so each says whose it is.
with

source as (

    select * from {{ source('countinghouse', 'etl_run_log') }}

),

renamed as (

    select

        ---------- keys
        source.run_id,
        source.source as source_system,
        source.connection,
        source.resource as resource_name,

        ---------- text
        source.status,
        source.cursor_before,
        source.cursor_after,
        source.error as error_text,

        ---------- measures
        source.rows_read as row_read_count,
        source.versions_added as version_added_count,
        source.tombstones_added as tombstone_added_count,

        ---------- booleans
        source.is_sandbox,

        ---------- timestamps
        source.started_at,
        source.finished_at

    from source

)

select * from renamed
