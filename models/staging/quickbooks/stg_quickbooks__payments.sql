with

source as (

    select * from {{ latest_version(source('quickbooks', 'payments')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as payment_id,
        {{ json_text('raw', 'CustomerRef.value') }} as customer_id,
        {{ json_text('raw', 'DepositToAccountRef.value') }} as deposit_account_id,

        ---------- text
        {{ json_text('raw', 'CustomerRef.name') }} as customer_name,
        {{ json_text('raw', 'PaymentMethodRef.name') }} as payment_method,
        {{ json_text('raw', 'PaymentRefNum') }} as reference,
        {{ json_text('raw', 'PrivateNote') }} as private_note,
        {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'TotalAmt') }} as total_amount,
        {{ json_money('raw', 'UnappliedAmt') }} as unapplied_amount,

        ---------- measures
        {{ json_measure('raw', 'ExchangeRate') }} as exchange_rate,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'TxnDate')) }} as issue_date,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'TotalAmt': 'try_money',
            'UnappliedAmt': 'try_money',
            'ExchangeRate': 'try_measure',
            'TxnDate': 'try_date',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
