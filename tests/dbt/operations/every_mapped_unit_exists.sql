-- seeds/regional_business_units.csv maps a unit that is not there: correct its id.
{{ config(severity='warn') }}

with

loaded as (

    select distinct connection from {{ ref('int_business_units') }}

)

select
    regions.connection,
    regions.business_unit_id,
    regions.business_unit_name
from {{ ref('regional_business_units') }} as regions
inner join loaded on regions.connection = loaded.connection
left join {{ ref('int_business_units') }} as units
    on
        regions.connection = units.connection
        and regions.business_unit_id = units.business_unit_id
where units.business_unit_key is null
