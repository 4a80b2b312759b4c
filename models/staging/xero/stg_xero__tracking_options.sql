with

source as (

    select * from {{ json_rows(
        latest_version(source('xero', 'tracking_categories')), 'Options'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as tracking_category_id,
        {{ json_text('raw', 'TrackingOptionID') }} as tracking_option_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as tracking_option_name,
        {{ json_text('raw', 'Status') }} as tracking_option_status,

        ---------- measures
        row_number as line_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time

    from source

)

select * from renamed
