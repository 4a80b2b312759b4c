with

organisations as (

    select * from {{ ref('stg_xero__organisations') }}

),

fiscal_years_started as (

    -- any year without a leap day will do: only the day after is wanted
    select
        *,
        {{ add_days(
            date_from_parts('2001', 'fiscal_year_end_month', 'fiscal_year_end_day'), 1
        ) }} as fiscal_year_start_date

    from organisations

),

conformed as (

    select
        {{ company_key('xero') }} as company_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast('' as {{ dbt.type_string() }}) as company_code,
        organisation_name as company_name,
        base_currency_code,
        time_zone_code as time_zone,
        {{ part_of_date('month', 'fiscal_year_start_date') }}
            as fiscal_year_start_month,
        {{ part_of_date('day', 'fiscal_year_start_date') }} as fiscal_year_start_day,
        false as has_own_subledger

    from fiscal_years_started

    where not is_deleted

)

select * from conformed
