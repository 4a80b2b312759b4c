-- A view: people read a customer at a time, and to store all of them is dear.
{{ config(materialized='view') }}

with

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

movements as (

    -- inner: every entry moves an item, and there is one row per item (a test)
    select
        entries.entry_key,
        items.party_key as customer_key,
        items.entity_key,
        items.org_key,
        entries.document_key,
        entries.open_item_key,
        items.party_name as customer_name,
        items.document_number,
        entries.entry_type,
        items.currency_code,
        items.base_currency_code,
        entries.amount,
        entries.amount_base,
        entries.entry_date

    from entries
    inner join items
        on entries.open_item_key = items.open_item_key
    where
        entries.ledger = 'receivable'
        and entries.entry_date <= {{ as_of_date() }}

),

in_order as (

    select
        *,
        row_number() over statement_lines as line_number,
        sum(amount) over (
            statement_lines rows between unbounded preceding and current row
        ) as closing_amount,
        sum(amount_base) over (
            statement_lines rows between unbounded preceding and current row
        ) as closing_amount_base

    from movements

    window statement_lines as (
        partition by customer_key, currency_code
        order by
            entry_date,
            case when entry_type = 'document' then 0 else 1 end,
            document_key,
            open_item_key,
            entry_type
    )

),

statement as (

    select
        entry_key,
        customer_key,
        entity_key,
        org_key,
        document_key,
        open_item_key,
        customer_name,
        document_number,
        entry_type,
        currency_code,
        base_currency_code,
        {{ money('closing_amount - amount') }} as opening_amount,
        amount as movement_amount,
        {{ money('closing_amount') }} as closing_amount,
        {{ money('closing_amount_base - amount_base') }} as opening_amount_base,
        amount_base as movement_amount_base,
        {{ money('closing_amount_base') }} as closing_amount_base,
        line_number,
        entry_date,
        {{ as_of_date() }} as as_of_date

    from in_order

)

select * from statement
