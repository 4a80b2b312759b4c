with

listed as (

    select * from {{ ref('stg_servicetitan__business_units') }}

),

report_days as (

    select * from {{ ref('int_report_days__unioned') }}

),

companies as (

    select * from {{ ref('int_entities__assigned') }}

),

seen as (

    select
        business_unit_key,
        connection,
        business_unit_id,
        max(business_unit_name) as business_unit_name
    from report_days
    group by
        business_unit_key,
        connection,
        business_unit_id

),

units as (

    select
        {{ business_unit_key() }} as business_unit_key,
        connection,
        business_unit_id,
        business_unit_name,
        currency_code,
        is_active and not is_deleted as is_active
    from listed
    union all
    -- what a report names and the list does not hold is a unit all the same
    select
        seen.business_unit_key,
        seen.connection,
        seen.business_unit_id,
        coalesce(
            seen.business_unit_name, 'Unit ' || seen.business_unit_id
        ) as business_unit_name,
        cast(null as {{ dbt.type_string() }}) as currency_code,
        false as is_active
    from seen
    left join listed
        on
            seen.connection = listed.connection
            and seen.business_unit_id = listed.business_unit_id
    where listed.business_unit_id is null

),

assigned as (

    select
        units.business_unit_key,
        companies.entity_key,
        companies.org_key,
        units.connection,
        units.business_unit_id,
        units.business_unit_name as bu_key,
        coalesce(units.currency_code, companies.base_currency_code) as currency_code,
        units.is_active

    from units
    -- inner: a connection that was loaded is a company (a test)
    inner join companies
        on
            units.connection = companies.connection
            and companies.source_system = 'servicetitan'

)

select * from assigned
