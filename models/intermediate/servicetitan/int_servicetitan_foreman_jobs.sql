with

records as (

    select * from {{ ref('stg_servicetitan__foreman') }}

),

stands as (

    -- what the report no longer holds of a day is gone
    select
        {{ business_unit_key('business_unit_name') }} as business_unit_key,
        connection,
        foreman_row_id,
        business_unit_id,
        business_unit_name,
        job_number,
        job_type_name,
        customer_name,
        job_status,
        subtotal_amount,
        total_cost_amount,
        gross_margin_fraction,
        report_date as kpi_date
    from records
    where not is_deleted

)

select * from stands
