with

collections as (

    select * from {{ ref('int_servicetitan_collections') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

summed as (

    select
        business_unit_key,
        count(*) as payments,
        sum(amount) as collected_amount,
        kpi_date
    from collections
    group by
        business_unit_key,
        kpi_date

),

described as (

    select
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.connection,
        units.business_unit_id,
        units.bu_key,
        units.currency_code,
        cast(summed.payments as {{ dbt.type_bigint() }}) as payments,
        {{ money('summed.collected_amount') }} as collected_amount,
        summed.kpi_date

    from summed
    -- inner: every unit that a report names is in the list
    inner join units on summed.business_unit_key = units.business_unit_key

)

select * from described
