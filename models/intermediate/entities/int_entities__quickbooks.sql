with

companies as (

    select * from {{ ref('stg_quickbooks__company_info') }}

),

preferences as (

    select * from {{ ref('stg_quickbooks__preferences') }}

),

conformed as (

    select
        {{ company_key('quickbooks', 'companies.connection') }} as company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        companies.connection,
        cast('' as {{ dbt.type_string() }}) as company_code,
        companies.company_name,
        preferences.currency_code as base_currency_code,
        companies.time_zone_code as time_zone,
        cast(
            case lower(companies.fiscal_year_start_month_name)
                when 'january' then 1 when 'february' then 2 when 'march' then 3
                when 'april' then 4 when 'may' then 5 when 'june' then 6
                when 'july' then 7 when 'august' then 8 when 'september' then 9
                when 'october' then 10 when 'november' then 11 when 'december' then 12
            end as {{ dbt.type_bigint() }}
        ) as fiscal_year_start_month,
        cast(1 as {{ dbt.type_bigint() }}) as fiscal_year_start_day,
        false as has_own_subledger

    from companies
    left join preferences
        on companies.connection = preferences.connection

    where not companies.is_deleted

)

select * from conformed
