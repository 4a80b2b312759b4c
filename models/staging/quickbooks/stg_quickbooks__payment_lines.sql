-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would unpack the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as payment_id,
    record_type,
    {{ json_text('raw', 'LinkedTxn.0.TxnId') }} as linked_id,
    {{ json_text('raw', 'LinkedTxn.0.TxnLineId') }} as linked_line_id,

    ---------- text
    {{ json_text('raw', 'LinkedTxn.0.TxnType') }} as linked_type,

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

from {{ json_rows(
    latest_version_by_type({
        'Payment': source('quickbooks', 'payments'),
        'BillPayment': source('quickbooks', 'bill_payments'),
    }),
    'Line',
    with_type=true,
) }}
