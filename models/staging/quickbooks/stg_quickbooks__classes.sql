with

source as (

    select * from {{ latest_version(source('quickbooks', 'classes')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as class_id,
        {{ json_text('raw', 'ParentRef.value') }} as parent_class_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as class_name,
        {{ json_text('raw', 'FullyQualifiedName') }} as class_path,

        ---------- booleans
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
