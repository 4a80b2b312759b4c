with

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

entries_summed_to_items as (

    select
        open_item_key,
        sum(amount_base) as open_amount_base
    from entries
    where entry_date <= {{ as_of_date() }}
    group by open_item_key

),

never_sent as (

    select
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        min(documents.party_name) as party_name,
        entities.base_currency_code,
        {{ money('sum(coalesce(summed.open_amount_base, 0))') }} as open_amount_base,
        count(*) as document_count

    from documents
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key
    left join parties
        on
            documents.party_key = parties.party_key
            and documents.ledger = parties.ledger
    left join entries_summed_to_items as summed
        on documents.document_key = summed.open_item_key

    where
        documents.is_posted
        and parties.party_key is null

    group by
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        entities.base_currency_code

),

explained as (

    select
        party_key,
        entity_key,
        org_key,
        source_system,
        connection,
        ledger,
        party_name,
        'The vendor never sent the party that the documents name.' as reason,
        base_currency_code,
        open_amount_base,
        document_count,
        {{ as_of_date() }} as as_of_date

    from never_sent

)

select * from explained
