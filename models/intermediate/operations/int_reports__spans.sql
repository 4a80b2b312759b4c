with

told as (

    select * from {{ ref('int_reports__told') }}

),

reports as (

    select * from {{ ref('int_reports__read') }}

),

read_days as (

    -- days of which any unit tells anything, and the last that was read
    select
        connection,
        report_name,
        kpi_date
    from told
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
    from read_days

),

numbered as (

    -- nobody notes which days were read in vain: those of a short silence were
    select
        *,
        sum(
            case
                when
                    {{ days_between('previous_date', 'kpi_date') }}
                    <= {{ var('report_silence_days') }}
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
