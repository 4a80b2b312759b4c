with

companies as (

    select * from {{ ref('stg_erpnext__companies') }}

    where not is_deleted

),

fiscal_years as (

    select
        *,
        row_number() over (
            partition by connection
            order by year_start_date desc, fiscal_year_id desc
        ) as recency
    from {{ ref('stg_erpnext__fiscal_years') }}
    where
        not is_deleted
        and not coalesce(is_disabled, false)
        and year_start_date is not null

),

conformed as (

    select
        {{ company_key('erpnext', 'companies.connection', 'companies.company_id') }}
            as company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        companies.connection,
        companies.company_id as company_code,
        companies.company_name,
        companies.currency_code as base_currency_code,
        -- a site's clock is set where its key may not look
        cast(null as {{ dbt.type_string() }}) as time_zone,
        cast(
            {{ part_of_date('month', 'fiscal_years.year_start_date') }}
            as {{ dbt.type_bigint() }}
        ) as fiscal_year_start_month,
        cast(
            {{ part_of_date('day', 'fiscal_years.year_start_date') }}
            as {{ dbt.type_bigint() }}
        ) as fiscal_year_start_day,
        true as has_own_subledger

    from companies
    left join fiscal_years
        on
            companies.connection = fiscal_years.connection
            and fiscal_years.recency = 1

)

select * from conformed
