with

source as (

    select * from {{ latest_version(source('xero', 'payments')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as payment_id,
        {{ json_text('raw', 'Invoice.InvoiceID') }} as invoice_id,
        {{ json_text('raw', 'CreditNote.CreditNoteID') }} as credit_note_id,
        {{ json_text('raw', 'Overpayment.OverpaymentID') }} as overpayment_id,
        {{ json_text('raw', 'Prepayment.PrepaymentID') }} as prepayment_id,
        {{ json_text('raw', 'BatchPayment.BatchPaymentID') }} as batch_payment_id,
        {{ json_text('raw', 'Account.AccountID') }} as bank_account_id,
        coalesce(
            {{ json_text('raw', 'Invoice.Contact.ContactID') }},
            {{ json_text('raw', 'CreditNote.Contact.ContactID') }},
            {{ json_text('raw', 'Overpayment.Contact.ContactID') }},
            {{ json_text('raw', 'Prepayment.Contact.ContactID') }}
        ) as contact_id,

        ---------- text
        {{ json_text('raw', 'PaymentType') }} as payment_type,
        {{ json_text('raw', 'Reference') }} as reference,
        {{ json_text('raw', 'Status') }} as status,
        coalesce(
            {{ json_text('raw', 'Invoice.CurrencyCode') }},
            {{ json_text('raw', 'CreditNote.CurrencyCode') }},
            {{ json_text('raw', 'Overpayment.CurrencyCode') }},
            {{ json_text('raw', 'Prepayment.CurrencyCode') }}
        ) as currency_code,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,
        {{ json_money('raw', 'BankAmount') }} as bank_amount,

        ---------- measures
        {{ json_measure('raw', 'CurrencyRate') }} as currency_rate,

        ---------- booleans
        {{ json_boolean('raw', 'IsReconciled') }} as is_bank_reconciled,
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'Date')) }} as payment_date,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'BankAmount': 'try_money',
            'CurrencyRate': 'try_measure',
            'Date': 'xero_date',
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
