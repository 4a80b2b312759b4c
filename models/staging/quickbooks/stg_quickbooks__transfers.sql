with

source as (

    select * from {{ latest_version(source('quickbooks', 'transfers')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as transfer_id,
        {{ json_text('raw', 'FromAccountRef.value') }} as from_account_id,
        {{ json_text('raw', 'ToAccountRef.value') }} as to_account_id,

        ---------- text
        {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

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
            'Amount': 'try_money',
            'ExchangeRate': 'try_measure',
            'TxnDate': 'try_date',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
