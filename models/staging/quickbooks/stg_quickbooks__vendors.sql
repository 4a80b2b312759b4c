with

source as (

    select * from {{ latest_version(source('quickbooks', 'vendors')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as vendor_id,

        ---------- text
        {{ json_text('raw', 'DisplayName') }} as vendor_name,
        {{ json_text('raw', 'AcctNum') }} as account_number,
        {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'Balance') }} as balance_amount,

        ---------- booleans
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Balance': 'try_money',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
