with

source as (

    select * from {{ json_rows(
        latest_version(source('quickbooks', 'journal_entries')), 'Line'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as journal_entry_id,
        {{ json_text('raw', 'Id') }} as line_id,
        {{ json_text('raw', 'JournalEntryLineDetail.AccountRef.value') }} as account_id,
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.EntityRef.value') }}
            as party_id,

        ---------- text
        {{ json_text('raw', 'DetailType') }} as detail_type,
        {{ json_text('raw', 'Description') }} as description,
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.Type') }} as party_type,
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.EntityRef.name') }}
            as party_name,
        {{ json_text('raw', 'JournalEntryLineDetail.PostingType') }} as posting_type,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        row_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
        }) }} as _uncast_fields

    from source

)

select * from renamed
