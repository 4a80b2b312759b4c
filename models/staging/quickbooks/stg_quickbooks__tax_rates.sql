with

source as (

    select * from {{ latest_version(source('quickbooks', 'tax_rates')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as tax_rate_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as tax_rate_name,

        ---------- measures
        {{ json_measure('raw', 'RateValue') }} as rate_pct,

        ---------- booleans
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'RateValue': 'try_measure',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
