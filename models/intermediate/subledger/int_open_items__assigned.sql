-- A view: what seeds decide is joined here and never stored with the items.
{{ config(materialized='view') }}

with

items as (

    select * from {{ ref('int_open_items') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

parties as (

    select * from {{ ref('int_parties__matched') }}

),

assigned as (

    select
        items.open_item_key,
        -- what the vendor never sent is named by the entity's unknown member
        coalesce(
            parties.matched_party_key,
            {{ unknown_party_key('entities.entity_key', 'items.ledger') }}
        ) as party_key,
        entities.entity_key,
        entities.org_key,
        items.source_system,
        items.connection,
        items.open_item_id,
        items.ledger,
        items.document_type,
        items.document_number,
        items.reference,
        coalesce(parties.matched_party_name, {{ unknown_party_name('items.ledger') }})
            as party_name,
        coalesce(items.currency_code, entities.base_currency_code) as currency_code,
        entities.base_currency_code,
        items.reported_outstanding_amount,
        parties.party_key is null as is_unknown,
        items.is_in_control_account,
        items.issue_date,
        items.due_date

    from items
    -- inner: every company has an entity (a test)
    inner join entities
        on items.company_key = entities.company_key
    left join parties
        on
            items.party_key = parties.party_key
            and items.ledger = parties.ledger
            and entities.entity_key = parties.entity_key

)

select * from assigned
