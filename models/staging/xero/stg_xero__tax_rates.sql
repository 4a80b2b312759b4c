with

source as (

    select * from {{ latest_version(source('xero', 'tax_rates')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as tax_type,

        ---------- text
        {{ json_text('raw', 'Name') }} as tax_name,
        {{ json_text('raw', 'Status') }} as tax_status,

        ---------- measures
        {{ json_measure('raw', 'EffectiveRate') }} as tax_percentage,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'EffectiveRate': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
