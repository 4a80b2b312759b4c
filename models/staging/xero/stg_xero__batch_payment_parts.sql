with

source as (

    select * from {{ json_rows(
        latest_version(source('xero', 'batch_payments')), 'Payments'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as batch_payment_id,
        {{ json_text('raw', 'PaymentID') }} as payment_id,
        {{ json_text('raw', 'Invoice.InvoiceID') }} as invoice_id,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        row_number as line_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
        }) }} as _uncast_fields

    from source

)

select * from renamed
