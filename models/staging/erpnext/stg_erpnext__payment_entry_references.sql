-- No CTE: Postgres takes no join into a view that has one, and would unpack the
-- payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    {{ erpnext_name('Payment Entry') }} as payment_id,
    {{ erpnext_text('raw', 'reference_name') }} as reference_id,
    {{ erpnext_text('raw', 'account') }} as account_id,

    ---------- text
    {{ erpnext_text('raw', 'reference_doctype') }} as reference_type,

    ---------- amounts
    {{ json_money('raw', 'allocated_amount') }} as allocated_amount,

    ---------- measures
    {{ json_measure('raw', 'exchange_rate') }} as exchange_rate,
    row_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'allocated_amount': 'try_money',
        'exchange_rate': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Payment Entry'"
    ),
    'references'
) }}
