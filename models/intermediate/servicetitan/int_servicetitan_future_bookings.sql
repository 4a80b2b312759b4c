with

records as (

    select * from {{ ref('stg_servicetitan__future_bookings') }}

),

stands as (

    -- what the report no longer holds of a day is gone
    select
        {{ business_unit_key('business_unit_name') }} as business_unit_key,
        connection,
        booking_id,
        business_unit_id,
        business_unit_name,
        job_number,
        job_type_name,
        customer_name,
        subtotal_amount,
        report_date as kpi_date
    from records
    where not is_deleted

)

select * from stands
