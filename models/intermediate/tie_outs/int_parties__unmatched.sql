with

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

matches as (

    select * from {{ ref('int_parties__matched') }}

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

running_systems as (

    select
        entity_key,
        count(*) as connection_count,
        sum(case when reports_until is null then 1 else 0 end) as running_count
    from entities
    group by entity_key

),

documents_summed_to_parties as (

    select
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        {{ min_text('documents.party_name') }} as party_name,
        entities.base_currency_code,
        entities.reports_until,
        sum(coalesce(summed.open_amount_base, 0)) as open_amount_base,
        -- a residue is owed, and no document
        sum(
            case when documents.document_type = 'residue' then 0 else 1 end
            * {{ to_base('documents.total_amount', 'documents.rate') }}
        ) as document_amount_base,
        count(
            case when documents.document_type <> 'residue' then 1 end
        ) as document_count,
        max(
            case when documents.document_type <> 'residue' then documents.issue_date end
        ) as last_document_date

    from documents
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key
    left join entries_summed_to_items as summed
        on documents.document_key = summed.open_item_key

    where documents.is_posted

    group by
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        entities.base_currency_code,
        entities.reports_until

),

judged as (

    -- a party that only the system in use knows is simply new
    select
        summed.*,
        case
            when matches.party_key is null
                then 'The vendor never sent the party that the documents name.'
            when matches.match_type = 'ambiguous'
                then
                    'One of the systems has several parties of this name: '
                    || 'say in seeds/party_matches.csv which one it is.'
            when
                matches.match_type = 'none'
                and running_systems.connection_count > 1
                and (
                    summed.reports_until is not null
                    or running_systems.running_count > 1
                )
                then
                    'No other system of the entity has a party of this name: '
                    || 'if it has another name there, say so in '
                    || 'seeds/party_matches.csv.'
        end as reason

    from documents_summed_to_parties as summed
    left join matches
        on
            summed.party_key = matches.party_key
            and summed.ledger = matches.ledger
    left join running_systems
        on summed.entity_key = running_systems.entity_key

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
        reason,
        base_currency_code,
        {{ money('open_amount_base') }} as open_amount_base,
        {{ money('document_amount_base') }} as document_amount_base,
        document_count,
        last_document_date,
        {{ as_of_date() }} as as_of_date

    from judged

    where reason is not null

)

select * from explained
