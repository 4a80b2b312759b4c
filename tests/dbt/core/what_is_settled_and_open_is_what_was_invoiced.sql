-- By the as-of date: a document that the sub-ledger opens later has nothing of it yet.
with

invoices as (

    select
        invoice_key as document_key,
        paid_amount + credited_amount + transferred_amount + outstanding_amount
            as settled_and_open_amount
    from {{ ref('fct_invoice') }}
    union all
    select
        bill_key as document_key,
        paid_amount + credited_amount + transferred_amount + outstanding_amount
            as settled_and_open_amount
    from {{ ref('fct_bill') }}

),

entries_summed_to_documents as (

    select
        open_item_key,
        sum(amount) as invoiced_amount
    from {{ ref('fct_subledger_entry') }}
    where
        entry_type = 'document'
        and entry_date <= {{ as_of_date() }}
    group by open_item_key

)

select
    invoices.document_key,
    invoices.settled_and_open_amount,
    entries.invoiced_amount
from invoices
left join entries_summed_to_documents as entries
    on invoices.document_key = entries.open_item_key
where invoices.settled_and_open_amount <> coalesce(entries.invoiced_amount, 0)
