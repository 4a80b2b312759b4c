with

source as (

    select * from {{ latest_version(source('xero', 'contact_groups')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as contact_group_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as contact_group_name,
        {{ json_text('raw', 'Status') }} as contact_group_status,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time

    from source

)

select * from renamed
