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

    select * from {{ ref('int_parties__assigned') }}

),

assigned as (

    select
        items.open_item_key,
        parties.party_key,
        entities.entity_key,
        entities.org_key,
        items.source_system,
        items.connection,
        items.open_item_id,
        items.ledger,
        items.document_type,
        items.document_number,
        items.reference,
        parties.party_name,
        coalesce(items.currency_code, entities.base_currency_code) as currency_code,
        entities.base_currency_code,
        items.reported_outstanding_amount,
        parties.is_unknown,
        items.is_in_control_account,
        items.issue_date,
        items.due_date

    from items
    -- inner: every company has an entity (a test)
    inner join entities
        on items.company_key = entities.company_key
    -- what the vendor never sent is named by the entity's unknown member
    left join parties as known_parties
        on
            items.party_key = known_parties.party_key
            and items.ledger = known_parties.ledger
            and entities.entity_key = known_parties.entity_key
    inner join parties
        on
            coalesce(
                known_parties.party_key,
                {{ surrogate_key(["'unknown'", 'entities.entity_key', 'items.ledger']) }}
            ) = parties.party_key
            and items.ledger = parties.ledger
            and entities.entity_key = parties.entity_key

)

select * from assigned
