with

records as (

    select * from {{ ref('stg_servicetitan__collections') }}

),

stands as (

    -- what the report no longer holds of a day is gone
    select
        {{ business_unit_key('business_unit_name') }} as business_unit_key,
        connection,
        collection_id,
        business_unit_id,
        business_unit_name,
        invoice_number,
        customer_name,
        payment_type,
        payment_status,
        amount,
        invoice_open_amount,
        report_date as kpi_date
    from records
    where not is_deleted

)

select * from stands
