with

source as (

    select * from {{ latest_version(source('xero', 'batch_payments')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as batch_payment_id,
        {{ json_text('raw', 'Account.AccountID') }} as bank_account_id,

        ---------- text
        {{ json_text('raw', 'Type') }} as batch_type,
        {{ json_text('raw', 'Reference') }} as reference,
        {{ json_text('raw', 'Status') }} as status,

        ---------- amounts
        {{ json_money('raw', 'TotalAmount') }} as total_amount,

        ---------- booleans
        {{ json_boolean('raw', 'IsReconciled') }} as is_bank_reconciled,
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'Date')) }} as payment_date,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'TotalAmount': 'try_money',
            'Date': 'xero_date',
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
