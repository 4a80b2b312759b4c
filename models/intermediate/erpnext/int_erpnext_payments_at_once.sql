-- A view: few rows, read once.
{{ config(materialized='view') }}

with

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

),

postings as (

    select * from {{ ref('int_erpnext_postings') }}

    where posting_role = 'paid_at_once'

),

postings_summed_to_invoices as (

    -- at the till: one paper is the invoice and its payment
    select
        invoices.invoice_key,
        sum(postings.amount) as amount
    from postings
    -- inner: a posting has this role only on its invoice
    inner join invoices
        on postings.item_key = invoices.invoice_key
    group by invoices.invoice_key

),

paid_at_once as (

    select
        invoices.paid_at_once_key as payment_key,
        invoices.company_key,
        invoices.party_key,
        invoices.connection,
        invoices.invoice_id as payment_id,
        invoices.ledger,
        case
            when (invoices.ledger = 'receivable') = (summed.amount < 0) then 'in'
            else 'out'
        end as direction,
        invoices.reference,
        invoices.status,
        invoices.currency_code,
        abs(summed.amount) as amount,
        invoices.exchange_rate,
        invoices.is_posted,
        invoices.issue_date as payment_date,
        invoices.updated_at_local,
        invoices._record_id,
        invoices._record_type,
        invoices._ingested_at
    from postings_summed_to_invoices as summed
    -- inner: each was found through its invoice
    inner join invoices
        on summed.invoice_key = invoices.invoice_key

)

select * from paid_at_once
