with

states as (

    select * from {{ ref('stg_countinghouse__sync_state') }}

    where source_system = 'servicetitan'

),

report_days as (

    select * from {{ ref('int_report_days__unioned') }}

),

cadences as (

    select * from {{ literal_rows(
        {'report_name': 'text', 'cadence': 'text'},
        var('report_cadences').items() | list,
    ) }}

),

first_days as (

    select
        connection,
        report_name,
        min(kpi_date) as first_day
    from report_days
    group by
        connection,
        report_name

),

loaded_days as (

    select
        states.connection,
        cadences.report_name,
        cadences.cadence,
        first_days.first_day,
        -- a report keeps the last day it asked for; one of days to come has none
        coalesce(
            {{ try_date('states.cursor_text') }},
            cast(states.last_success_at as date)
        ) as last_day,
        -- the as-of date itself is not over yet, nor is its Sunday evening's load
        case cadences.cadence
            when 'daily' then {{ add_days(as_of_date(), -1) }}
            else {{ add_days(week_start(as_of_date()), -1) }}
        end as due_day,
        states.last_success_at

    from states
    -- inner: what has no cadence is no report
    inner join cadences on states.resource_name = cadences.report_name
    left join first_days
        on
            states.connection = first_days.connection
            and cadences.report_name = first_days.report_name

)

select * from loaded_days
