with

postings as (

    select * from {{ ref('int_erpnext_postings') }}

    -- a payment is no document, and an invoice is one already
    where
        voucher_type <> 'Payment Entry'
        and not is_of_invoice

),

entries as (

    select * from {{ ref('int_subledger_entries__erpnext') }}

),

journals as (

    select * from {{ ref('stg_erpnext__journal_entries') }}

),

items_posted as (

    select
        voucher_item_key,
        connection,
        company_key,
        ledger,
        party_key,
        voucher_type,
        voucher_id,
        min(posting_date) as issue_date,
        max(_ingested_at) as _ingested_at
    from postings
    group by
        voucher_item_key,
        connection,
        company_key,
        ledger,
        party_key,
        voucher_type,
        voucher_id

),

entries_summed_to_items as (

    -- what it opened with: its own rows, and those whose item is gone
    select
        open_item_key,
        min(currency_code) as currency_code,
        sum(case when document_key = open_item_key then amount else 0 end) as amount,
        sum(case when document_key = open_item_key then amount_base else 0 end)
            as amount_base
    from entries
    group by open_item_key

),

conformed as (

    -- inner: what only settles others is no item
    select
        items_posted.voucher_item_key as document_key,
        items_posted.connection,
        items_posted.voucher_id as document_id,
        items_posted.ledger,
        items_posted.company_key,
        items_posted.party_key,
        -- a kind of voucher that nobody thought of keeps its name, and fails a test
        cast(
            case
                when items_posted.voucher_type = 'Journal Entry' then 'journal'
                else items_posted.voucher_type
            end as {{ dbt.type_string() }}
        ) as document_type,
        coalesce(journals.bill_number, items_posted.voucher_id) as document_number,
        journals.reference,
        summed.currency_code,
        {{ money('summed.amount') }} as total_amount,
        -- the rate that it was posted at is known by its two amounts
        {{ measure(
            'coalesce(' ~ ratio('summed.amount_base', 'summed.amount') ~ ', 1)'
        ) }} as exchange_rate,
        items_posted.issue_date,
        -- only a supplier's bill makes a date on a journal one that counts
        case when journals.bill_number is not null then journals.due_date end
            as due_date,
        journals.updated_at_local,
        items_posted.voucher_id as _record_id,
        items_posted.voucher_type as _record_type,
        items_posted._ingested_at

    from items_posted
    inner join entries_summed_to_items as summed
        on items_posted.voucher_item_key = summed.open_item_key
    left join journals
        on
            items_posted.voucher_type = 'Journal Entry'
            and items_posted.connection = journals.connection
            and items_posted.voucher_id = journals.journal_entry_id

)

select * from conformed
