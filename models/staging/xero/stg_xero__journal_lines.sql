-- No CTE: Postgres takes no join into a view that has one, and would unpack the
-- payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as journal_id,
    {{ json_text('raw', 'JournalLineID') }} as journal_line_id,
    {{ json_text('raw', 'AccountID') }} as account_id,

    ---------- text
    {{ json_text('raw', 'AccountCode') }} as account_code,

    ---------- amounts
    {{ json_money('raw', 'NetAmount') }} as net_amount,

    ---------- measures
    row_number as line_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'NetAmount': 'try_money',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version(source('xero', 'journals')), 'JournalLines'
) }}
