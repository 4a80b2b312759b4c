-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'business_unit_key'], 'kpi_date')) }}

with

report_days as (

    select * from {{ ref('int_report_days__classified') }}

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
        report_days.report_name,
        report_days.status,
        report_days.status = 'missing' as is_missing,
        report_days.kpi_date,
        {{ as_of_date() }} as as_of_date

    from report_days
    -- inner: days are those of the units
    inner join units on report_days.business_unit_key = units.business_unit_key

)

select * from described
