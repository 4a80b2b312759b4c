-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['open_item_key', 'party_key'])) }}

with

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

payments as (

    select * from {{ ref('int_payments__unioned') }}

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

items_moved as (

    select
        open_item_key,
        ledger,
        min(party_key) as party_key,
        min(currency_code) as currency_code,
        min(entry_date) as first_entry_date,
        max(entry_date) as last_entry_date
    from entries
    group by
        open_item_key,
        ledger

),

described as (

    -- an item is a document, or a payment that holds money; a payment may hold it for
    -- several parties, and then it is the payer's
    select
        items_moved.open_item_key,
        coalesce(documents.party_key, payments.party_key, items_moved.party_key)
            as party_key,
        coalesce(documents.company_key, payments.company_key) as company_key,
        coalesce(documents.source_system, payments.source_system) as source_system,
        coalesce(documents.connection, payments.connection) as connection,
        coalesce(documents.document_id, payments.payment_id) as open_item_id,
        items_moved.ledger,
        coalesce(documents.document_type, 'payment') as document_type,
        documents.document_number,
        coalesce(documents.reference, payments.reference) as reference,
        documents.party_name,
        coalesce(
            documents.currency_code, payments.currency_code, items_moved.currency_code
        ) as currency_code,
        documents.total_amount,
        coalesce(
            documents.reported_outstanding_amount, payments.reported_outstanding_amount
        ) as reported_outstanding_amount,
        coalesce(documents.rate_multiplier, payments.rate_multiplier)
            as rate_multiplier,
        coalesce(documents.rate_divisor, payments.rate_divisor) as rate_divisor,
        coalesce(documents.is_in_control_account, true) as is_in_control_account,
        coalesce(
            documents.issue_date, payments.payment_date, items_moved.first_entry_date
        ) as issue_date,
        coalesce(
            documents.due_date,
            documents.issue_date,
            payments.payment_date,
            items_moved.first_entry_date
        ) as due_date,
        items_moved.last_entry_date

    from items_moved
    left join documents
        on items_moved.open_item_key = documents.document_key
    left join payments
        on items_moved.open_item_key = payments.payment_key

)

select * from described
