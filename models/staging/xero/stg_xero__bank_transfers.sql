with

source as (

    select * from {{ latest_version(source('xero', 'bank_transfers')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as bank_transfer_id,
        {{ json_text('raw', 'FromBankAccount.AccountID') }} as from_bank_account_id,
        {{ json_text('raw', 'ToBankAccount.AccountID') }} as to_bank_account_id,

        ---------- text
        {{ json_text('raw', 'Reference') }} as reference,
        {{ json_text('raw', 'Status') }} as status,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        {{ json_measure('raw', 'CurrencyRate') }} as currency_rate,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'Date')) }} as transfer_date,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'CreatedDateUTC')) }} as created_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'CurrencyRate': 'try_measure',
            'Date': 'xero_date',
            'CreatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
