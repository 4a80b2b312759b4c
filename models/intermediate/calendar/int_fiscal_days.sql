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
        base_currency_code,
        coalesce(fiscal_year_start_month, 1) as start_month,
        coalesce(fiscal_year_start_day, 1) as start_day
    from entities

),

starts_in_calendar_year as (

    select
        fiscal_calendars.entity_key,
        fiscal_calendars.org_key,
        fiscal_calendars.base_currency_code,
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
        base_currency_code,
        date_day,
        case
            when date_day >= start_in_calendar_year then start_in_calendar_year
            else {{ add_months('start_in_calendar_year', -12) }}
        end as fiscal_year_start_date
    from starts_in_calendar_year

)

select * from fiscal_years
