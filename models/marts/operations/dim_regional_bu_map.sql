-- A view: it only picks columns of a contracted table's kind.
{{ config(materialized='view') }}

with

mapped as (

    select * from {{ ref('int_business_units__mapped') }}

),

picked as (

    select
        business_unit_key,
        entity_key,
        org_key,
        connection,
        business_unit_id,
        bu_key,
        region_key,
        region_label,
        bu_type,
        is_active,
        valid_from,
        valid_to

    from mapped

)

select * from picked
