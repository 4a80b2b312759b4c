with

source as (

    select * from {{ latest_version(source('xero', 'manual_journals')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as manual_journal_id,

        ---------- text
        {{ json_text('raw', 'Narration') }} as narration,
        {{ json_text('raw', 'Status') }} as status,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'Date')) }} as journal_date,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Date': 'xero_date',
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
