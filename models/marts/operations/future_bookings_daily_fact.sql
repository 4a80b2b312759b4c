with

bookings as (

    select * from {{ ref('int_servicetitan_future_bookings') }}

    -- a day that has come keeps what the report last had: it is the foreman's now
    where kpi_date >= {{ as_of_date() }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

summed as (

    select
        business_unit_key,
        count(*) as bookings,
        sum(subtotal_amount) as total_subtotal,
        kpi_date
    from bookings
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
        cast(summed.bookings as {{ dbt.type_bigint() }}) as bookings,
        {{ money('summed.total_subtotal') }} as total_subtotal,
        summed.kpi_date,
        {{ as_of_date() }} as as_of_date

    from summed
    -- inner: every unit that a report names is in the list
    inner join units on summed.business_unit_key = units.business_unit_key

)

select * from described
