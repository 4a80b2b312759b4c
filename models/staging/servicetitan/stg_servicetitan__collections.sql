with

source as (

    select * from {{ latest_version(source('servicetitan', 'collections')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as collection_id,
        {{ json_text(json_from_text('scope'), 'business_unit_id') }}
            as business_unit_id,

        ---------- text
        {{ json_text('raw', 'InvoiceBusinessUnit') }} as business_unit_name,
        {{ json_text('raw', 'InvoiceNumber') }} as invoice_number,
        {{ json_text('raw', 'CustomerName') }} as customer_name,
        {{ json_text('raw', 'PaymentType') }} as payment_type,
        {{ json_text('raw', 'PaymentStatus') }} as payment_status,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,
        {{ json_money('raw', 'InvoiceBalance') }} as invoice_open_amount,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'PaidOn')) }} as paid_date,
        {{ try_date(json_text(json_from_text('scope'), 'day')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'InvoiceBalance': 'try_money',
            'PaidOn': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
