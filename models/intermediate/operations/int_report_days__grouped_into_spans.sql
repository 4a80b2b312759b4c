with

report_days as (

    select * from {{ ref('int_report_days__unioned') }}

),

reports as (

    select * from {{ ref('int_reports__loaded') }}

),

loaded_days as (

    -- days of which any unit has a row, and the last that was loaded
    select
        connection,
        report_name,
        kpi_date
    from report_days
    union distinct
    select
        connection,
        report_name,
        last_day as kpi_date
    from reports
    where last_day is not null

),

neighbours as (

    select
        *,
        lag(kpi_date) over (
            partition by connection, report_name
            order by kpi_date
        ) as previous_date
    from loaded_days

),

numbered as (

    -- no row says that a day was loaded and empty: a few days without rows were
    select
        *,
        sum(
            case
                when
                    {{ days_between('previous_date', 'kpi_date') }}
                    <= {{ var('report_empty_days') }}
                    then 0
                else 1
            end
        ) over (
            partition by connection, report_name
            order by kpi_date
            rows between unbounded preceding and current row
        ) as span_number
    from neighbours

),

spans as (

    select
        connection,
        report_name,
        span_number,
        min(kpi_date) as first_day,
        max(kpi_date) as last_day
    from numbered
    group by
        connection,
        report_name,
        span_number

)

select * from spans
