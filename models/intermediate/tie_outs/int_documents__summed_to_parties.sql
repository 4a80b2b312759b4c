with

documents as (

    select * from {{ ref('int_documents__unioned') }}

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

summed as (

    select
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        {{ min_text('documents.party_name') }} as party_name,
        entities.base_currency_code,
        entities.is_matchable,
        sum(coalesce(entries.open_amount_base, 0)) as open_amount_base,
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
    left join entries_summed_to_items as entries
        on documents.document_key = entries.open_item_key

    where documents.is_posted

    group by
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.party_key,
        entities.base_currency_code,
        entities.is_matchable

)

select * from summed
