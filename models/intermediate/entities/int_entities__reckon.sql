with

states as (

    select * from {{ ref('stg_countinghouse__sync_state') }}

    where source_system = 'reckon'

),

companies as (

    -- no file describes the company: its name is what the connection's settings say
    select
        connection,
        max(vendor_company_name) as company_name
    from states
    group by connection

),

conformed as (

    select
        {{ company_key('reckon') }} as company_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast('' as {{ dbt.type_string() }}) as company_code,
        coalesce(company_name, connection) as company_name,
        -- nor do the files say in which currency, zone and fiscal year
        cast(null as {{ dbt.type_string() }}) as base_currency_code,
        cast(null as {{ dbt.type_string() }}) as time_zone,
        cast(null as {{ dbt.type_bigint() }}) as fiscal_year_start_month,
        cast(null as {{ dbt.type_bigint() }}) as fiscal_year_start_day,
        false as has_own_subledger

    from companies

)

select * from conformed
