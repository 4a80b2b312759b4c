with

source as (

    select * from {{ latest_version(source('servicetitan', 'future_bookings')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as booking_id,
        {{ json_text(json_from_text('scope'), 'business_unit_id') }}
            as business_unit_id,

        ---------- text
        {{ json_text('raw', 'JobNumber') }} as job_number,
        {{ json_text('raw', 'JobBusinessUnit') }} as business_unit_name,
        {{ json_text('raw', 'CustomerName') }} as customer_name,
        {{ json_text('raw', 'JobType') }} as job_type_name,
        {{ json_text('raw', 'JobStatus') }} as job_status,
        {{ json_text('raw', 'SoldBy') }} as sold_by_name,

        ---------- amounts
        {{ json_money('raw', 'Subtotal') }} as subtotal_amount,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'ScheduledDate')) }} as scheduled_date,
        {{ try_date(json_text(json_from_text('scope'), 'day')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Subtotal': 'try_money',
            'ScheduledDate': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
