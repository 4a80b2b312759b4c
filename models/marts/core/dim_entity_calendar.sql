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
            'extract(year from days.date_day)',
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

numbered as (

    select
        *,
        {{ add_days(add_months('fiscal_year_start_date', 12), -1) }} as fiscal_year_end_date,
        cast(
            (extract(year from date_day) - extract(year from fiscal_year_start_date)) * 12
            + extract(month from date_day) - extract(month from fiscal_year_start_date)
            - case
                when extract(day from date_day) < extract(day from fiscal_year_start_date) then 1
                else 0
            end as {{ dbt.type_bigint() }}
        ) + 1 as fiscal_month_number
    from fiscal_years

),

described as (

    select
        entity_key,
        org_key,
        cast(extract(year from fiscal_year_end_date) as {{ dbt.type_bigint() }}) as fiscal_year,
        cast(floor((fiscal_month_number - 1) / 3.0) as {{ dbt.type_bigint() }}) + 1
            as fiscal_quarter_number,
        fiscal_month_number,
        date_day,
        fiscal_year_start_date,
        fiscal_year_end_date

    from numbered

)

select * from described
