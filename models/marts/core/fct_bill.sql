-- A view: it picks the documents of one ledger from a table.
{{ config(materialized='view') }}

with

documents as (

    select * from {{ ref('int_documents__settled') }}

),

purchase_documents as (

    select
        document_key as bill_key,
        party_key as supplier_key,
        entity_key,
        org_key,
        source_system,
        connection,
        document_id,
        document_type,
        document_number,
        reference,
        status,
        party_name as supplier_name,
        currency_code,
        base_currency_code,
        net_amount,
        tax_amount,
        total_amount,
        net_amount_base,
        total_amount_base,
        paid_amount,
        credited_amount,
        transferred_amount,
        outstanding_amount,
        outstanding_amount_base,
        paid_amount as payment_total_allocated,
        payment_allocation_count,
        collection_rate,
        days_to_collect,
        days_overdue,
        aging_bucket,
        is_overdue,
        is_high_risk,
        is_opening_balance,
        is_settled_by_credit_only,
        issue_date,
        due_date,
        settled_date,
        as_of_date,
        updated_at

    from documents

    where ledger = 'payable'

)

select * from purchase_documents
