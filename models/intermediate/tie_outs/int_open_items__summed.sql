-- A view: it is read once, and what it adds to the items is a sum.
{{ config(materialized='view') }}

with

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

entries as (

    -- an ended system reports what it held before it was carried over
    select * from {{ ref('int_subledger_entries') }}

    where entry_type <> 'transferred'

),

ledgers as (

    select distinct connection
    from {{ ref('int_ledger_lines__unioned') }}

),

entries_summed_to_items as (

    -- over all entries, future ones too: that is what vendors report
    select
        open_item_key,
        sum(amount) as open_amount,
        sum(amount_base) as open_amount_base,
        sum(amount_base_rounded_alone) as open_amount_base_rounded_alone
    from entries
    group by open_item_key

),

summed as (

    select
        items.*,
        {{ money('entries.open_amount') }} as open_amount,
        {{ money('entries.open_amount_base') }} as open_amount_base,
        -- only a ledger that lands is known to round every entry by itself
        {{ money("
            case
                when ledgers.connection is null then 0
                else entries.open_amount_base_rounded_alone - entries.open_amount_base
            end
        ") }} as explained_amount

    from items
    -- inner: an item is one only because it has entries
    inner join entries_summed_to_items as entries
        on items.open_item_key = entries.open_item_key
    left join ledgers
        on items.connection = ledgers.connection

)

select * from summed
