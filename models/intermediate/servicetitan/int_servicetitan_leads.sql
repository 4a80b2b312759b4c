with

records as (

    select * from {{ ref('stg_servicetitan__leads') }}

),

stands as (

    -- what the report no longer holds of a day is gone
    select
        {{ business_unit_key('business_unit_name') }} as business_unit_key,
        connection,
        lead_id,
        business_unit_id,
        business_unit_name,
        customer_name,
        campaign_category,
        campaign_name,
        job_type_name,
        job_status,
        report_date as kpi_date
    from records
    where not is_deleted

)

select * from stands
