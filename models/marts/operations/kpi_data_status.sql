-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'business_unit_key'], 'kpi_date')) }}

with

told as (

    select * from {{ ref('int_unit_days__told') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

described as (

    select
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.connection,
        units.business_unit_id,
        units.bu_key,
        told.report_name,
        told.status,
        told.status = 'missing' as is_missing,
        told.kpi_date,
        {{ as_of_date() }} as as_of_date

    from told
    -- inner: days are those of the units
    inner join units on told.business_unit_key = units.business_unit_key

)

select * from described
