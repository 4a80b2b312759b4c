with

organisations as (

    select * from {{ ref('stg_xero__organisations') }}

),

fiscal_year_ends as (

    -- any year without a leap day will do: only the day after is wanted
    select
        *,
        {{ try_date(
            "'2001-' || lpad(cast(fiscal_year_end_month as " ~ dbt.type_string() ~ "), 2, '0') || '-'"
            ~ " || lpad(cast(fiscal_year_end_day as " ~ dbt.type_string() ~ "), 2, '0')"
        ) }} as fiscal_year_end_date

    from organisations

),

conformed as (

    select
        {{ surrogate_key(["'xero'", 'connection', "''"]) }} as company_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast('' as {{ dbt.type_string() }}) as company_code,
        organisation_name as company_name,
        base_currency_code,
        time_zone_code as time_zone,
        cast(extract(month from {{ add_days('fiscal_year_end_date', 1) }}) as {{ dbt.type_bigint() }})
            as fiscal_year_start_month,
        cast(extract(day from {{ add_days('fiscal_year_end_date', 1) }}) as {{ dbt.type_bigint() }})
            as fiscal_year_start_day

    from fiscal_year_ends

    where not is_deleted

)

select * from conformed
