with

postings as (

    select * from {{ ref('int_erpnext_postings') }}

),

typed as (

    select
        ledger,
        connection,
        company_key,
        case
            when posting_role = 'paid_at_once' then paid_at_once_key
            else voucher_item_key
        end as document_key,
        voucher_item_key,
        item_key,
        party_key,
        currency_code,
        case
            when posting_role in ('document', 'write_off') then posting_role
            when amount = 0 then 'exchange_difference'
            when voucher_type = 'Payment Entry' or posting_role = 'paid_at_once'
                then case when amount > 0 then 'refund' else 'payment' end
            when is_of_invoice and is_resolved then 'credit_applied'
            when is_of_invoice then 'document'
            else 'journal'
        end as entry_type,
        amount,
        amount_base,
        is_resolved,
        posting_date,
        item_date
    from postings

),

waiting as (

    select *
    from typed
    where
        entry_type = 'credit_applied'
        or posting_date < item_date

),

moved as (

    -- never before the item exists; what names an item that is gone stays where it is
    select
        ledger,
        connection,
        company_key,
        document_key,
        case when is_resolved then item_key else voucher_item_key end as open_item_key,
        party_key,
        currency_code,
        entry_type,
        amount,
        amount_base,
        greatest(posting_date, coalesce(item_date, posting_date)) as entry_date
    from typed
    union all
    -- money that comes early waits on its own item; and ERPNext moves the invoice
    -- alone, where a credit that is applied opens and closes too
    select
        ledger,
        connection,
        company_key,
        document_key,
        voucher_item_key as open_item_key,
        party_key,
        currency_code,
        case
            when entry_type = 'credit_applied' then 'document'
            else 'early_settlement'
        end as entry_type,
        amount,
        amount_base,
        posting_date as entry_date
    from waiting
    union all
    select
        ledger,
        connection,
        company_key,
        document_key,
        voucher_item_key as open_item_key,
        party_key,
        currency_code,
        case
            when entry_type = 'credit_applied' then entry_type
            else 'early_settlement'
        end as entry_type,
        -amount as amount,
        -amount_base as amount_base,
        greatest(posting_date, item_date) as entry_date
    from waiting

),

summed as (

    select
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        connection,
        company_key,
        document_key,
        open_item_key,
        min(party_key) as party_key,
        min(currency_code) as currency_code,
        cast(entry_type as {{ dbt.type_string() }}) as entry_type,
        {{ money('sum(amount)') }} as amount,
        {{ money('sum(amount_base)') }} as amount_base,
        entry_date
    from moved
    group by
        ledger,
        connection,
        company_key,
        document_key,
        open_item_key,
        entry_type,
        entry_date

)

select * from summed
