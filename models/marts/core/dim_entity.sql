with

companies as (

    select * from {{ ref('int_entities__assigned') }}

),

entities as (

    -- connections that share an entity agree (a test), so any of their values will do
    select
        entity_key,
        min(org_key) as org_key,
        min(entity_name) as entity_name,
        min(base_currency_code) as base_currency_code,
        min(time_zone) as time_zone,
        min(fiscal_year_start_month) as fiscal_year_start_month,
        min(fiscal_year_start_day) as fiscal_year_start_day,
        count(*) as company_count

    from companies

    group by entity_key

)

select * from entities
