-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would unpack the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as document_id,
    record_type,
    {{ json_text('raw', 'LineItemID') }} as line_id,
    {{ json_text('raw', 'Item.ItemID') }} as item_id,
    {{ json_text('raw', 'AccountID') }} as account_id,

    ---------- text
    {{ json_text('raw', 'Description') }} as description,
    {{ json_text('raw', 'ItemCode') }} as item_code,
    {{ json_text('raw', 'AccountCode') }} as account_code,
    {{ json_text('raw', 'TaxType') }} as tax_type,
    {{ json_text('raw', 'Tracking.0.Name') }} as tracking_category_1,
    {{ json_text('raw', 'Tracking.0.Option') }} as tracking_option_1,
    {{ json_text('raw', 'Tracking.1.Name') }} as tracking_category_2,
    {{ json_text('raw', 'Tracking.1.Option') }} as tracking_option_2,

    ---------- amounts
    {{ json_money('raw', 'LineAmount') }} as line_amount,
    {{ json_money('raw', 'TaxAmount') }} as tax_amount,

    ---------- measures
    row_number as line_number,
    {{ json_measure('raw', 'UnitAmount') }} as unit_price_amount,
    {{ json_measure('raw', 'Quantity') }} as quantity,
    {{ json_measure('raw', 'DiscountRate') }} as discount_rate,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'LineAmount': 'try_money',
        'TaxAmount': 'try_money',
        'UnitAmount': 'try_measure',
        'Quantity': 'try_measure',
        'DiscountRate': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version_by_type({
        'invoice': source('xero', 'invoices'),
        'credit_note': source('xero', 'credit_notes'),
        'overpayment': source('xero', 'overpayments'),
        'prepayment': source('xero', 'prepayments'),
        'bank_transaction': source('xero', 'bank_transactions'),
    }),
    'LineItems',
    with_type=true,
) }}
