-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'business_unit_key'], 'payment_date')) }}

with

collections as (

    select * from {{ ref('int_servicetitan_collections') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

described as (

    select
        collections.connection,
        collections.collection_id,
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.business_unit_id,
        units.bu_key,
        collections.invoice_number,
        collections.customer_name,
        collections.payment_type,
        collections.payment_status,
        units.currency_code,
        {{ money('collections.amount') }} as amount,
        {{ money('collections.invoice_open_amount') }} as invoice_open_amount,
        collections.kpi_date as payment_date

    from collections
    -- inner: every unit that a report names is in the list
    inner join units on collections.business_unit_key = units.business_unit_key

)

select * from described
