-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key'], 'date_day')) }}

with

fiscal_years as (

    select * from {{ ref('int_fiscal_days') }}

),

dated as (

    select
        entity_key,
        org_key,
        date_day,
        fiscal_year_start_date,
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
