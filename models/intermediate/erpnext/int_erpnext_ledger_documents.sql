-- A view: two tables, one below the other.
{{ config(materialized='view') }}

with

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

),

items as (

    select * from {{ ref('int_erpnext_items') }}

),

documents as (

    select
        invoice_key as document_key,
        connection,
        invoice_id as document_id,
        ledger,
        company_key,
        party_key,
        party_name,
        document_type,
        document_number,
        reference,
        status,
        currency_code,
        total_amount,
        outstanding_amount,
        exchange_rate,
        is_posted,
        voucher_type <> 'POS Invoice' as is_open_item,
        is_return,
        is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from invoices
    union all
    -- what a journal posts to a party is one amount
    select
        document_key,
        connection,
        document_id,
        ledger,
        company_key,
        party_key,
        null as party_name,
        document_type,
        document_number,
        reference,
        'Submitted' as status,
        currency_code,
        total_amount,
        null as outstanding_amount,
        exchange_rate,
        true as is_posted,
        true as is_open_item,
        false as is_return,
        false as is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        null as _uncast_fields
    from items

)

select * from documents
