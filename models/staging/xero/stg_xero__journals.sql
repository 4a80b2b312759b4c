with

source as (

    select * from {{ latest_version(source('xero', 'journals')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as journal_id,
        {{ json_text('raw', 'SourceID') }} as source_id,

        ---------- text
        {{ json_text('raw', 'SourceType') }} as source_type,
        {{ json_text('raw', 'Reference') }} as reference,

        ---------- measures
        {{ json_integer('raw', 'JournalNumber') }} as journal_number,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'JournalDate')) }} as journal_date,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'CreatedDateUTC')) }} as created_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'JournalNumber': 'try_integer',
            'JournalDate': 'xero_date',
            'CreatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
