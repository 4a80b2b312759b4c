with

source as (

    select * from {{ latest_version(source('xero', 'accounts')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as account_id,

        ---------- text
        {{ json_text('raw', 'Code') }} as account_code,
        {{ json_text('raw', 'Name') }} as account_name,
        {{ json_text('raw', 'Type') }} as account_type,
        {{ json_text('raw', 'Class') }} as account_class,
        {{ json_text('raw', 'Status') }} as account_status,
        {{ json_text('raw', 'SystemAccount') }} as system_account_code,
        {{ json_text('raw', 'CurrencyCode') }} as currency_code,
        {{ json_text('raw', 'TaxType') }} as tax_type,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
