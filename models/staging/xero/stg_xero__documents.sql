-- One view for raw tables of one shape. No CTE: Postgres takes no join into a view that
-- has one, and would read the payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    source_primary_key as document_id,
    record_type,
    {{ json_text('raw', 'Contact.ContactID') }} as contact_id,
    {{ json_text('raw', 'BankAccount.AccountID') }} as bank_account_id,
    {{ json_text('raw', 'OverpaymentID') }} as overpayment_id,
    {{ json_text('raw', 'PrepaymentID') }} as prepayment_id,

    ---------- text
    {{ json_text('raw', 'Type') }} as vendor_type,
    coalesce(
        {{ json_text('raw', 'InvoiceNumber') }},
        {{ json_text('raw', 'CreditNoteNumber') }}
    ) as document_number,
    {{ json_text('raw', 'Reference') }} as reference,
    {{ json_text('raw', 'Status') }} as status,
    {{ json_text('raw', 'Contact.Name') }} as contact_name,
    {{ json_text('raw', 'LineAmountTypes') }} as line_amount_types,
    {{ json_text('raw', 'CurrencyCode') }} as currency_code,

    ---------- amounts
    {{ json_money('raw', 'SubTotal') }} as net_amount,
    {{ json_money('raw', 'TotalTax') }} as tax_amount,
    {{ json_money('raw', 'Total') }} as total_amount,
    coalesce(
        {{ json_money('raw', 'AmountDue') }},
        {{ json_money('raw', 'RemainingCredit') }}
    ) as reported_outstanding_amount,

    ---------- measures
    {{ json_measure('raw', 'CurrencyRate') }} as currency_rate,

    ---------- booleans
    {{ json_boolean('raw', 'IsReconciled') }} as is_bank_reconciled,
    is_deleted,

    ---------- dates
    coalesce(
        {{ xero_date(json_text('raw', 'DateString')) }},
        {{ xero_date(json_text('raw', 'Date')) }}
    ) as issue_date,
    coalesce(
        {{ xero_date(json_text('raw', 'DueDateString')) }},
        {{ xero_date(json_text('raw', 'DueDate')) }}
    ) as due_date,

    ---------- timestamps
    {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'SubTotal': 'try_money',
        'TotalTax': 'try_money',
        'Total': 'try_money',
        'AmountDue': 'try_money',
        'RemainingCredit': 'try_money',
        'CurrencyRate': 'try_measure',
        'DateString': 'xero_date',
        'Date': 'xero_date',
        'DueDateString': 'xero_date',
        'DueDate': 'xero_date',
        'UpdatedDateUTC': 'xero_timestamp',
    }) }} as _uncast_fields

from {{ latest_version_by_type({
    'invoice': source('xero', 'invoices'),
    'credit_note': source('xero', 'credit_notes'),
    'overpayment': source('xero', 'overpayments'),
    'prepayment': source('xero', 'prepayments'),
    'bank_transaction': source('xero', 'bank_transactions'),
}) }}
