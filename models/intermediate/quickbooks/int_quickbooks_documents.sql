-- A view: read once.
{{ config(materialized='view') }}

with

forms as (

    select * from {{ ref('int_quickbooks_forms') }}

),

lines as (

    select * from {{ ref('int_quickbooks_lines') }}

),

control_lines as (

    select * from {{ ref('int_quickbooks_control_lines') }}

),

counted_lines as (

    -- what a deposit or purchase posts to a control account is an item of its own, and
    -- a deposited payment was counted where it was taken
    select
        lines.form_key,
        sum(lines.amount) as amount
    from lines
    left join control_lines
        on lines.line_key = control_lines.line_key
    where
        lines._record_type in ('Deposit', 'Purchase')
        and lines.detail_type is not null
        and control_lines.line_key is null
    group by lines.form_key

),

forms_as_documents as (

    select
        forms.form_key as document_key,
        forms.connection,
        forms.form_id as document_id,
        forms.party_key,
        forms.party_name,
        case
            when forms._record_type in ('Bill', 'VendorCredit', 'Purchase')
                then 'payable'
            else 'receivable'
        end as ledger,
        case forms._record_type
            when 'Invoice' then 'invoice'
            when 'Bill' then 'invoice'
            when 'CreditMemo' then 'credit_note'
            when 'VendorCredit' then 'credit_note'
            when 'RefundReceipt' then 'refund_receipt'
            when 'Purchase' then 'cash_purchase'
            else 'sales_receipt'
        end as document_type,
        forms.document_number,
        forms.private_note,
        forms.currency_code,
        forms.exchange_rate,
        forms.tax_amount,
        case
            when forms._record_type = 'Deposit' then coalesce(counted_lines.amount, 0)
            when forms._record_type = 'Purchase'
                then forms.sign * coalesce(counted_lines.amount, 0) + forms.tax_amount
            else forms.total_amount
        end as total_amount,
        forms.balance_amount,
        forms._record_type in ('Invoice', 'Bill', 'CreditMemo', 'VendorCredit')
            as is_open_item,
        forms.tax_calculation,
        forms.is_deleted,
        forms.issue_date,
        forms.due_date,
        forms.updated_at,
        forms._record_id,
        forms._record_type,
        forms._ingested_at,
        forms._uncast_fields
    from forms
    left join counted_lines
        on forms.form_key = counted_lines.form_key
    -- a journal entry is no document of a customer: only its lines may be; and a
    -- deposit only moves to the bank what was counted where it was taken
    where
        forms._record_type <> 'JournalEntry'
        and (
            forms._record_type <> 'Deposit'
            or counted_lines.form_key is not null
        )

)

select * from forms_as_documents
