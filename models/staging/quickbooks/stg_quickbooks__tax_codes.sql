with

source as (

    select * from {{ latest_version(source('quickbooks', 'tax_codes')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as tax_code_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as tax_code_name,
        {{ json_text('raw', 'Description') }} as description,

        ---------- booleans
        {{ json_boolean('raw', 'Taxable') }} as is_taxable,
        {{ json_boolean('raw', 'Active') }} as is_active,
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
