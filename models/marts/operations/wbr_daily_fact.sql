with

estimators as (

    select * from {{ ref('int_servicetitan_wbr') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

summed as (

    select
        business_unit_key,
        sum(sales_opportunities) as estimates,
        sum(closed_opportunities) as booked,
        sum(completed_visits) as completed_est,
        sum(total_sales_amount) as total_sales,
        kpi_date
    from estimators
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
        cast(summed.estimates as {{ dbt.type_bigint() }}) as estimates,
        cast(summed.booked as {{ dbt.type_bigint() }}) as booked,
        cast(summed.completed_est as {{ dbt.type_bigint() }}) as completed_est,
        {{ ratio('summed.booked', 'summed.estimates') }} as close_rate_decimal,
        {{ money('summed.total_sales') }} as total_sales,
        {{ money(ratio('summed.total_sales', 'summed.booked')) }} as avg_closed_sale,
        summed.kpi_date

    from summed
    -- inner: every unit that a report names is in the list
    inner join units on summed.business_unit_key = units.business_unit_key

)

select * from described
