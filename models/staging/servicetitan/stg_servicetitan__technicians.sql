with

source as (

    select * from {{ latest_version(source('servicetitan', 'technicians')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as technician_id,
        {{ json_text('raw', 'businessUnitId') }} as business_unit_id,

        ---------- text
        {{ json_text('raw', 'name') }} as technician_name,
        {{ json_text('raw', 'team') }} as team_name,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
