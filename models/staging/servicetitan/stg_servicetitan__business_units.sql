with

source as (

    select * from {{ latest_version(source('servicetitan', 'business_units')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as business_unit_id,

        ---------- text
        {{ json_text('raw', 'name') }} as business_unit_name,
        {{ json_text('raw', 'officialName') }} as official_name,
        {{ json_text('raw', 'quickbooksClass') }} as quickbooks_class_name,
        {{ json_text('raw', 'trade.name') }} as trade_name,
        {{ json_text('raw', 'division.name') }} as division_name,
        {{ json_text('raw', 'currency') }} as currency_code,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'createdOn')) }} as created_at,
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'createdOn': 'servicetitan_timestamp',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
