-- No CTE: Postgres takes no join into a view that has one, and would unpack the
-- payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    {{ erpnext_name() }} as invoice_id,
    {{ dbt.split_part("source_primary_key", "'/'", 1) }} as record_type,
    {{ erpnext_text('raw', 'name') }} as tax_id,
    {{ erpnext_text('raw', 'account_head') }} as account_id,
    {{ erpnext_text('raw', 'cost_center') }} as cost_center_id,

    ---------- text
    {{ erpnext_text('raw', 'description') }} as description,
    {{ erpnext_text('raw', 'charge_type') }} as charge_type,
    {{ erpnext_text('raw', 'category') }} as category,
    {{ erpnext_text('raw', 'add_deduct_tax') }} as add_or_deduct,

    ---------- amounts
    {{ json_money('raw', 'tax_amount_after_discount_amount') }} as tax_amount,
    {{ json_money('raw', 'base_tax_amount_after_discount_amount') }}
        as tax_amount_base,

    ---------- measures
    {{ json_measure('raw', 'rate') }} as rate_pct,
    row_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'tax_amount_after_discount_amount': 'try_money',
        'base_tax_amount_after_discount_amount': 'try_money',
        'rate': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version(
        source('erpnext', 'documents'),
        "versions.doctype in ('Sales Invoice', 'POS Invoice', 'Purchase Invoice')"
    ),
    'taxes',
) }}
