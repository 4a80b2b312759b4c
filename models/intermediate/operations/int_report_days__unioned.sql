-- A view: it adds nothing to the tables it reads.
{{ config(materialized='view') }}

with

leads as (

    select * from {{ ref('int_servicetitan_leads') }}

),

wbr as (

    select * from {{ ref('int_servicetitan_wbr') }}

),

foreman as (

    select * from {{ ref('int_servicetitan_foreman_jobs') }}

),

collections as (

    select * from {{ ref('int_servicetitan_collections') }}

),

future_bookings as (

    select * from {{ ref('int_servicetitan_future_bookings') }}

),

unioned as (

    select
        'leads' as report_name,
        business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        kpi_date
    from leads
    union all
    select
        'daily_wbr' as report_name,
        business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        kpi_date
    from wbr
    union all
    select
        'foreman' as report_name,
        business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        kpi_date
    from foreman
    union all
    select
        'collections' as report_name,
        business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        kpi_date
    from collections
    union all
    select
        'future_bookings' as report_name,
        business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        kpi_date
    from future_bookings

),

summed as (

    select
        report_name,
        business_unit_key,
        connection,
        business_unit_id,
        max(business_unit_name) as business_unit_name,
        kpi_date
    from unioned
    group by
        report_name,
        business_unit_key,
        connection,
        business_unit_id,
        kpi_date

)

select * from summed
