with

source as (

    select * from {{ latest_version(source('xero', 'tracking_categories')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as tracking_category_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as tracking_category_name,
        {{ json_text('raw', 'Status') }} as tracking_category_status,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time

    from source

)

select * from renamed
