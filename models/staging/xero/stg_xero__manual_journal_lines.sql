-- No CTE: Postgres takes no join into a view that has one, and would unpack the
-- payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as manual_journal_id,
    {{ json_text('raw', 'AccountID') }} as account_id,

    ---------- text
    {{ json_text('raw', 'AccountCode') }} as account_code,
    {{ json_text('raw', 'Description') }} as description,

    ---------- amounts
    {{ json_money('raw', 'LineAmount') }} as line_amount,
    {{ json_money('raw', 'TaxAmount') }} as tax_amount,

    ---------- measures
    row_number as line_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'LineAmount': 'try_money',
        'TaxAmount': 'try_money',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version(source('xero', 'manual_journals')), 'JournalLines'
) }}
