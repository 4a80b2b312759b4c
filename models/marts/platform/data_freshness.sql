with

runs as (

    select * from {{ ref('stg_countinghouse__etl_run_log') }}

),

states as (

    select * from {{ ref('stg_countinghouse__sync_state') }}

),

cadences as (

    select * from {{ literal_rows(
        {'resource_name': 'text', 'cadence': 'text'},
        var('report_cadences').items() | list,
    ) }}

),

last_starts as (

    select
        source_system,
        connection,
        resource_name,
        max(started_at) as last_started_at
    from runs
    group by
        source_system,
        connection,
        resource_name

),

last_runs as (

    -- two runs of a resource cannot start at once: they run under one lock
    select
        runs.source_system,
        runs.connection,
        runs.resource_name,
        runs.status,
        runs.error_text,
        runs.is_sandbox,
        runs.started_at
    from runs
    -- inner: the last start is one of the runs
    inner join last_starts
        on
            runs.source_system = last_starts.source_system
            and runs.connection = last_starts.connection
            and runs.resource_name = last_starts.resource_name
            and runs.started_at = last_starts.last_started_at

),

judged as (

    select
        last_runs.source_system,
        last_runs.connection,
        last_runs.resource_name,
        last_runs.status as last_status,
        last_runs.error_text as last_error_text,
        {{ dbt.datediff('states.last_success_at', build_started_at(), 'hour') }}
            as hours_since_success,
        last_runs.is_sandbox,
        last_runs.status <> 'skipped' and (
            states.last_success_at is null
            or {{ dbt.datediff('states.last_success_at', build_started_at(), 'hour') }}
            > {{ var('stale_after_hours') }}
            -- what is loaded on Sundays may be six days older
            + case when cadences.cadence = 'sunday' then 6 * 24 else 0 end
        ) as is_stale,
        last_runs.started_at as last_started_at,
        states.last_success_at

    from last_runs
    left join states
        on
            last_runs.source_system = states.source_system
            and last_runs.connection = states.connection
            and last_runs.resource_name = states.resource_name
    left join cadences
        on
            last_runs.source_system = 'servicetitan'
            and last_runs.resource_name = cadences.resource_name

),

typed as (

    select
        source_system,
        connection,
        resource_name,
        last_status,
        last_error_text,
        cast(hours_since_success as {{ dbt.type_bigint() }}) as hours_since_success,
        is_sandbox,
        is_stale,
        last_started_at,
        last_success_at

    from judged

)

select * from typed
