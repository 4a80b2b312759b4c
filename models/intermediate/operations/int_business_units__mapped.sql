with

regions as (

    select * from {{ ref('regional_business_units') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

mapped as (

    -- a row of a unit that the tenant has not is named by a test, and maps nothing
    select
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.connection,
        units.business_unit_id,
        units.bu_key,
        units.is_active,
        regions.region_key,
        regions.region_label,
        regions.bu_type,
        regions.bu_type in ('Sales', 'Sales and production') as is_sales,
        regions.bu_type in ('Production', 'Sales and production') as is_production,
        coalesce(regions.valid_from, cast('0001-01-01' as date)) as valid_from,
        coalesce(regions.valid_to, cast('9999-12-31' as date)) as valid_to

    from regions
    inner join units
        on
            regions.connection = units.connection
            and regions.business_unit_id = units.business_unit_id

)

select * from mapped
