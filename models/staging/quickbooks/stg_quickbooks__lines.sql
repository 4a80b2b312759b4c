-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would unpack the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as form_id,
    record_type,
    {{ json_text('raw', 'Id') }} as line_id,
    coalesce(
        {{ json_text('raw', 'SalesItemLineDetail.ItemRef.value') }},
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ItemRef.value') }}
    ) as item_id,
    coalesce(
        {{ json_text('raw', 'SalesItemLineDetail.ItemAccountRef.value') }},
        {{ json_text('raw', 'DiscountLineDetail.DiscountAccountRef.value') }},
        {{ json_text('raw', 'AccountBasedExpenseLineDetail.AccountRef.value') }},
        {{ json_text('raw', 'DepositLineDetail.AccountRef.value') }},
        {{ json_text('raw', 'JournalEntryLineDetail.AccountRef.value') }}
    ) as account_id,
    coalesce(
        {{ json_text('raw', 'DepositLineDetail.Entity.value') }},
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.EntityRef.value') }}
    ) as party_id,

    ---------- text
    {{ json_text('raw', 'DetailType') }} as detail_type,
    {{ json_text('raw', 'Description') }} as description,
    coalesce(
        {{ json_text('raw', 'SalesItemLineDetail.ItemRef.name') }},
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ItemRef.name') }}
    ) as item_name,
    coalesce(
        {{ json_text('raw', 'SalesItemLineDetail.ClassRef.name') }},
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ClassRef.name') }},
        {{ json_text('raw', 'AccountBasedExpenseLineDetail.ClassRef.name') }},
        {{ json_text('raw', 'DepositLineDetail.ClassRef.name') }}
    ) as class_name,
    coalesce(
        {{ json_text('raw', 'DepositLineDetail.Entity.type') }},
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.Type') }}
    ) as party_type,
    coalesce(
        {{ json_text('raw', 'DepositLineDetail.Entity.name') }},
        {{ json_text('raw', 'JournalEntryLineDetail.Entity.EntityRef.name') }}
    ) as party_name,
    {{ json_text('raw', 'JournalEntryLineDetail.PostingType') }} as posting_type,

    ---------- amounts
    {{ json_money('raw', 'Amount') }} as amount,

    ---------- measures
    coalesce(
        {{ json_measure('raw', 'SalesItemLineDetail.UnitPrice') }},
        {{ json_measure('raw', 'ItemBasedExpenseLineDetail.UnitPrice') }}
    ) as unit_price_amount,
    coalesce(
        {{ json_measure('raw', 'SalesItemLineDetail.Qty') }},
        {{ json_measure('raw', 'ItemBasedExpenseLineDetail.Qty') }}
    ) as quantity,
    row_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'Amount': 'try_money',
        'SalesItemLineDetail.UnitPrice': 'try_measure',
        'SalesItemLineDetail.Qty': 'try_measure',
        'ItemBasedExpenseLineDetail.UnitPrice': 'try_measure',
        'ItemBasedExpenseLineDetail.Qty': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version_by_type({
        'Invoice': source('quickbooks', 'invoices'),
        'CreditMemo': source('quickbooks', 'credit_memos'),
        'SalesReceipt': source('quickbooks', 'sales_receipts'),
        'RefundReceipt': source('quickbooks', 'refund_receipts'),
        'Bill': source('quickbooks', 'bills'),
        'VendorCredit': source('quickbooks', 'vendor_credits'),
        'Purchase': source('quickbooks', 'purchases'),
        'Deposit': source('quickbooks', 'deposits'),
        'JournalEntry': source('quickbooks', 'journal_entries'),
    }),
    'Line',
    with_type=true,
) }}
