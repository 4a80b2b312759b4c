-- A view: it writes the item's owner beside the entries of a table.
{{ config(materialized='view') }}

with

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

assigned as (

    select
        entries.entry_key,
        entries.document_key,
        entries.open_item_key,
        items.party_key,
        items.entity_key,
        items.org_key,
        entries.source_system,
        entries.connection,
        entries.ledger,
        entries.entry_type,
        items.currency_code,
        items.base_currency_code,
        entries.amount,
        entries.amount_base,
        items.is_in_control_account,
        entries.is_inferred,
        entries.entry_date

    from entries
    -- inner: every entry moves an item, and there is one row per item (a test)
    inner join items
        on entries.open_item_key = items.open_item_key

)

select * from assigned
