with

days as (

    select * from {{ ref('int_days') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

fiscal_calendars as (

    -- connections that share an entity agree (a test)
    select distinct
        entity_key,
        org_key,
        coalesce(fiscal_year_start_month, 1) as start_month,
        coalesce(fiscal_year_start_day, 1) as start_day
    from entities

),

starts_in_calendar_year as (

    select
        fiscal_calendars.entity_key,
        fiscal_calendars.org_key,
        days.date_day,
        {{ date_from_parts(
            part_of_date('year', 'days.date_day'),
            'fiscal_calendars.start_month',
            'fiscal_calendars.start_day',
        ) }} as start_in_calendar_year

    from fiscal_calendars
    cross join days

),

fiscal_years as (

    select
        entity_key,
        org_key,
        date_day,
        case
            when date_day >= start_in_calendar_year then start_in_calendar_year
            else {{ add_months('start_in_calendar_year', -12) }}
        end as fiscal_year_start_date
    from starts_in_calendar_year

),

dated as (

    select
        *,
        {{ add_days(add_months('fiscal_year_start_date', 12), -1) }}
            as fiscal_year_end_date,
        {{ part_of_date('year', 'date_day') }} as calendar_year,
        {{ part_of_date('month', 'date_day') }} as calendar_month,
        {{ part_of_date('day', 'date_day') }} as calendar_day,
        {{ part_of_date('year', 'fiscal_year_start_date') }} as start_year,
        {{ part_of_date('month', 'fiscal_year_start_date') }} as start_month,
        {{ part_of_date('day', 'fiscal_year_start_date') }} as start_day
    from fiscal_years

),

numbered as (

    select
        *,
        (calendar_year - start_year) * 12
        + calendar_month - start_month
        + case when calendar_day < start_day then 0 else 1 end as fiscal_month_number
    from dated

),

described as (

    select
        entity_key,
        org_key,
        {{ part_of_date('year', 'fiscal_year_end_date') }} as fiscal_year,
        cast(floor((fiscal_month_number - 1) / 3.0) as {{ dbt.type_bigint() }}) + 1
            as fiscal_quarter_number,
        fiscal_month_number,
        date_day,
        fiscal_year_start_date,
        fiscal_year_end_date

    from numbered

)

select * from described
