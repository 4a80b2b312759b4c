with

source as (

    select * from {{ json_rows(
        latest_version(source('xero', 'contacts')), 'ContactGroups'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as contact_id,
        {{ json_text('raw', 'ContactGroupID') }} as contact_group_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as contact_group_name,
        {{ json_text('raw', 'Status') }} as contact_group_status,

        ---------- measures
        row_number as line_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time

    from source

)

select * from renamed
