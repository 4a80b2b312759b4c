with

source as (

    select * from {{ source('countinghouse', 'etl_run_log') }}

),

renamed as (

    select

        ---------- keys
        run_id,
        source.source as source_system,
        connection,
        resource as resource_name,

        ---------- text
        status,
        cursor_before,
        cursor_after,
        error as error_text,

        ---------- measures
        rows_read as row_read_count,
        versions_added as version_added_count,
        tombstones_added as tombstone_added_count,

        ---------- booleans
        is_sandbox,

        ---------- timestamps
        started_at,
        finished_at

    from source

)

select * from renamed
