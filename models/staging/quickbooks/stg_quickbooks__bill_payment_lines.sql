with

source as (

    select * from {{ json_rows(
        latest_version(source('quickbooks', 'bill_payments')), 'Line'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as bill_payment_id,
        {{ json_text('raw', 'LinkedTxn.0.TxnId') }} as linked_id,
        {{ json_text('raw', 'LinkedTxn.0.TxnLineId') }} as linked_line_id,

        ---------- text
        {{ json_text('raw', 'LinkedTxn.0.TxnType') }} as linked_type,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        row_number,

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
