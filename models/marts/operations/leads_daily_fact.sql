with

leads as (

    select * from {{ ref('int_servicetitan_leads') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

summed as (

    select
        business_unit_key,
        count(*) as leads,
        kpi_date
    from leads
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
        cast(summed.leads as {{ dbt.type_bigint() }}) as leads,
        summed.kpi_date

    from summed
    -- inner: every unit that a report names is in the list
    inner join units on summed.business_unit_key = units.business_unit_key

)

select * from described
