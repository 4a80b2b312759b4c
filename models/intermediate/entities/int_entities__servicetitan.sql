with

states as (

    select * from {{ ref('stg_countinghouse__sync_state') }}

    where source_system = 'servicetitan'

),

units as (

    select * from {{ ref('stg_servicetitan__business_units') }}

),

companies as (

    -- no record describes the tenant: its first units' names are all it is called by
    select
        connection,
        max(vendor_company_name) as company_name
    from states
    group by connection

),

currencies as (

    select
        connection,
        max(currency_code) as currency_code
    from units
    group by connection

),

conformed as (

    select
        {{ company_key('servicetitan', 'companies.connection') }} as company_key,
        cast('servicetitan' as {{ dbt.type_string() }}) as source_system,
        companies.connection,
        cast('' as {{ dbt.type_string() }}) as company_code,
        coalesce(companies.company_name, companies.connection) as company_name,
        -- one currency per tenant: its units say which
        currencies.currency_code as base_currency_code,
        -- nobody says in which zone and fiscal year
        cast(null as {{ dbt.type_string() }}) as time_zone,
        cast(null as {{ dbt.type_bigint() }}) as fiscal_year_start_month,
        cast(null as {{ dbt.type_bigint() }}) as fiscal_year_start_day,
        false as has_own_subledger

    from companies
    left join currencies on companies.connection = currencies.connection

)

select * from conformed
