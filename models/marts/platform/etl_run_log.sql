with

runs as (

    select * from {{ ref('stg_countinghouse__etl_run_log') }}

),

timed as (

    select
        run_id,
        source_system,
        connection,
        resource_name,
        status,
        cursor_before,
        cursor_after,
        error_text,
        row_read_count,
        version_added_count,
        tombstone_added_count,
        is_sandbox,
        started_at,
        finished_at

    from runs

)

select * from timed
