with

source as (

    select * from {{ latest_version(source('quickbooks', 'preferences')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as preferences_id,

        ---------- text
        {{ json_text('raw', 'CurrencyPrefs.HomeCurrency.value') }} as currency_code,

        ---------- booleans
        {{ json_boolean('raw', 'CurrencyPrefs.MultiCurrencyEnabled') }}
            as has_several_currencies,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
