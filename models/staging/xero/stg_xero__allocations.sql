-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would unpack the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as document_id,
    record_type,
    {{ json_text('raw', 'AllocationID') }} as allocation_id,
    {{ json_text('raw', 'Invoice.InvoiceID') }} as invoice_id,

    ---------- amounts
    {{ json_money('raw', 'Amount') }} as amount,

    ---------- measures
    row_number as line_number,

    ---------- booleans
    coalesce({{ json_boolean('raw', 'IsDeleted') }}, false)
        as is_allocation_deleted,
    is_deleted,

    ---------- dates
    {{ xero_date(json_text('raw', 'Date')) }} as allocation_date,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'Amount': 'try_money',
        'Date': 'xero_date',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version_by_type({
        'credit_note': source('xero', 'credit_notes'),
        'overpayment': source('xero', 'overpayments'),
        'prepayment': source('xero', 'prepayments'),
    }),
    'Allocations',
    with_type=true,
) }}
