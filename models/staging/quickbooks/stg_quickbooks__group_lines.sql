-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would unpack the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as form_id,
    record_type,
    {{ json_text('raw', 'Id') }} as line_id,
    {{ json_text('raw', 'SalesItemLineDetail.ItemRef.value') }} as item_id,
    {{ json_text('raw', 'SalesItemLineDetail.ItemAccountRef.value') }}
        as account_id,
    {{ json_text('raw', 'SalesItemLineDetail.ClassRef.value') }} as class_id,

    ---------- text
    {{ json_text('raw', 'DetailType') }} as detail_type,
    {{ json_text('raw', 'Description') }} as description,
    {{ json_text('raw', 'SalesItemLineDetail.ItemRef.name') }} as item_name,
    {{ json_text('raw', 'SalesItemLineDetail.ClassRef.name') }} as class_name,

    ---------- amounts
    {{ json_money('raw', 'Amount') }} as amount,
    {{ json_money('raw', 'SalesItemLineDetail.TaxInclusiveAmt') }}
        as tax_inclusive_amount,

    ---------- measures
    {{ json_measure('raw', 'SalesItemLineDetail.UnitPrice') }} as unit_price_amount,
    {{ json_measure('raw', 'SalesItemLineDetail.Qty') }} as quantity,
    row_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'Amount': 'try_money',
        'SalesItemLineDetail.TaxInclusiveAmt': 'try_money',
        'SalesItemLineDetail.UnitPrice': 'try_measure',
        'SalesItemLineDetail.Qty': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    json_rows(latest_version_by_type({
        'Invoice': source('quickbooks', 'invoices'),
        'CreditMemo': source('quickbooks', 'credit_memos'),
        'SalesReceipt': source('quickbooks', 'sales_receipts'),
        'RefundReceipt': source('quickbooks', 'refund_receipts'),
    }), 'Line', with_type=true),
    'GroupLineDetail.Line',
    with_type=true,
) }}
