-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would read the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as form_id,
    record_type,
    coalesce(
        {{ json_text('raw', 'CustomerRef.value') }},
        {{ json_text('raw', 'VendorRef.value') }},
        {{ json_text('raw', 'EntityRef.value') }}
    ) as party_id,
    coalesce(
        {{ json_text('raw', 'APAccountRef.value') }},
        {{ json_text('raw', 'AccountRef.value') }},
        {{ json_text('raw', 'DepositToAccountRef.value') }}
    ) as account_id,

    ---------- text
    case
        when record_type in ('Bill', 'VendorCredit') then 'Vendor'
        when record_type = 'Purchase' then {{ json_text('raw', 'EntityRef.type') }}
        when record_type not in ('Deposit', 'JournalEntry') then 'Customer'
    end as party_type,
    coalesce(
        {{ json_text('raw', 'CustomerRef.name') }},
        {{ json_text('raw', 'VendorRef.name') }},
        {{ json_text('raw', 'EntityRef.name') }}
    ) as party_name,
    coalesce(
        {{ json_text('raw', 'PaymentMethodRef.name') }},
        {{ json_text('raw', 'PaymentType') }}
    ) as payment_method,
    {{ json_text('raw', 'DocNumber') }} as document_number,
    {{ json_text('raw', 'PrivateNote') }} as private_note,
    {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,
    {{ json_text('raw', 'GlobalTaxCalculation') }} as tax_calculation,

    ---------- amounts
    {{ json_money('raw', 'TotalAmt') }} as total_amount,
    {{ json_money('raw', 'TxnTaxDetail.TotalTax') }} as tax_amount,
    {{ json_money('raw', 'Deposit') }} as deposit_amount,
    {{ json_money('raw', 'Balance') }} as balance_amount,
    {{ json_money('raw', 'RemainingCredit') }} as remaining_credit_amount,

    ---------- measures
    {{ json_measure('raw', 'ExchangeRate') }} as exchange_rate,

    ---------- booleans
    {{ json_boolean('raw', 'Credit') }} as is_credit,
    is_deleted,

    ---------- dates
    {{ try_date(json_text('raw', 'TxnDate')) }} as issue_date,
    {{ try_date(json_text('raw', 'DueDate')) }} as due_date,

    ---------- timestamps
    {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
        as updated_at,
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'TotalAmt': 'try_money',
        'TxnTaxDetail.TotalTax': 'try_money',
        'Deposit': 'try_money',
        'Balance': 'try_money',
        'RemainingCredit': 'try_money',
        'ExchangeRate': 'try_measure',
        'TxnDate': 'try_date',
        'DueDate': 'try_date',
        'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
    }) }} as _uncast_fields

from {{ latest_version_by_type({
    'Invoice': source('quickbooks', 'invoices'),
    'CreditMemo': source('quickbooks', 'credit_memos'),
    'SalesReceipt': source('quickbooks', 'sales_receipts'),
    'RefundReceipt': source('quickbooks', 'refund_receipts'),
    'Bill': source('quickbooks', 'bills'),
    'VendorCredit': source('quickbooks', 'vendor_credits'),
    'Purchase': source('quickbooks', 'purchases'),
    'Deposit': source('quickbooks', 'deposits'),
    'JournalEntry': source('quickbooks', 'journal_entries'),
}) }}
