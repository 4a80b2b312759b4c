with

units as (

    select * from {{ ref('int_business_units') }}

),

mapped as (

    select * from {{ ref('int_business_units__mapped') }}

),

report_days as (

    select * from {{ ref('int_report_days__unioned') }}

),

reports as (

    -- bookings are of days to come: none of them can be missing
    select * from {{ ref('int_reports__loaded') }}

    where report_name <> 'future_bookings'

),

read_spans as (

    select * from {{ ref('int_report_days__grouped_into_spans') }}

),

days as (

    select * from {{ ref('int_days') }}

),

past as (

    select *
    from report_days
    where
        report_name <> 'future_bookings'
        and kpi_date <= {{ as_of_date() }}

),

spans as (

    select
        business_unit_key,
        min(kpi_date) as first_day,
        max(kpi_date) as last_day
    from past
    group by business_unit_key

),

starts as (

    select
        connection,
        min(first_day) as first_day
    from reports
    group by connection

),

takes_part as (

    select distinct
        business_unit_key,
        report_name
    from past

),

unit_days as (

    -- an open unit up to the as-of date, a closed one up to its last that was reported
    select
        units.business_unit_key,
        units.connection,
        days.date_day as kpi_date
    from units
    -- inner: a tenant none of whose reports was read there is no day
    inner join starts on units.connection = starts.connection
    left join spans on units.business_unit_key = spans.business_unit_key
    inner join days
        on
            days.date_day >= coalesce(spans.first_day, starts.first_day)
            and days.date_day <= case
                when units.is_active then {{ as_of_date() }}
                else spans.last_day
            end

),

expected as (

    select
        unit_days.business_unit_key,
        unit_days.connection,
        unit_days.kpi_date,
        reports.report_name,
        case
            when past.business_unit_key is not null then 'reported'
            when
                takes_part.business_unit_key is null
                and not case
                    when reports.report_name in ('leads', 'daily_wbr')
                        then coalesce(mapped.is_sales, false)
                    else coalesce(mapped.is_production, false)
                end
                then 'not expected'
            when read_spans.report_name is not null then 'nothing to report'
            when unit_days.kpi_date <= reports.last_day then 'not loaded'
            when unit_days.kpi_date <= reports.due_day then 'missing'
            else 'not due yet'
        end as status

    from unit_days
    inner join reports on unit_days.connection = reports.connection
    left join past
        on
            unit_days.business_unit_key = past.business_unit_key
            and unit_days.kpi_date = past.kpi_date
            and reports.report_name = past.report_name
    left join takes_part
        on
            unit_days.business_unit_key = takes_part.business_unit_key
            and reports.report_name = takes_part.report_name
    left join read_spans
        on
            reports.connection = read_spans.connection
            and reports.report_name = read_spans.report_name
            and unit_days.kpi_date between read_spans.first_day and read_spans.last_day
    left join mapped
        on
            unit_days.business_unit_key = mapped.business_unit_key
            and unit_days.kpi_date between mapped.valid_from and mapped.valid_to

)

select * from expected
