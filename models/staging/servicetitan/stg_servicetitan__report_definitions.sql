with

source as (

    select * from {{ latest_version(source('servicetitan', 'report_definitions')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as report_id,

        ---------- text
        {{ json_text('raw', 'name') }} as report_name,
        {{ json_text('raw', 'description') }} as report_description,

        ---------- booleans
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
