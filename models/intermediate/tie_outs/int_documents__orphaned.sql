with

documents as (

    select * from {{ ref('int_documents__unioned') }}

    where is_posted

),

lines as (

    select * from {{ ref('int_document_lines__unioned') }}

),

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

products as (

    select * from {{ ref('int_products__unioned') }}

),

accounts as (

    select * from {{ ref('int_accounts__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

orphans as (

    select
        documents.document_key,
        'known_parties' as check_name,
        documents.total_amount as amount,
        0 as explained_amount
    from documents
    left join parties
        on documents.party_key = parties.party_key
    where
        documents.party_key is not null
        and parties.party_key is null
    union all
    select
        lines.document_key,
        'known_products' as check_name,
        lines.net_amount as amount,
        -- the line's own code makes it a product, flagged is_inferred
        case when lines.sku is not null then lines.net_amount else 0 end
            as explained_amount
    from lines
    left join products
        on
            lines.company_key = products.company_key
            and lines.product_id = products.product_id
    where
        lines.product_id is not null
        and products.product_id is null
    union all
    select
        lines.document_key,
        'known_accounts' as check_name,
        lines.net_amount as amount,
        0 as explained_amount
    from lines
    left join accounts
        on
            lines.company_key = accounts.company_key
            and lines.account_id = accounts.account_id
    where
        lines.account_id is not null
        and accounts.account_id is null

),

orphans_summed_to_documents as (

    select
        document_key,
        check_name,
        sum(amount) as amount,
        sum(explained_amount) as explained_amount
    from orphans
    group by
        document_key,
        check_name

),

assigned as (

    select
        summed.document_key as open_item_key,
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.document_id as open_item_id,
        summed.check_name,
        documents.document_type,
        documents.document_number,
        documents.party_name,
        coalesce(documents.currency_code, entities.base_currency_code) as currency_code,
        {{ money('summed.amount') }} as vendor_amount,
        {{ money('0') }} as our_amount,
        {{ money('summed.explained_amount') }} as explained_amount,
        {{ money('summed.amount - summed.explained_amount') }} as difference_amount,
        case summed.check_name
            when 'known_parties' then 'Its customer or supplier was never sent.'
            when 'known_products' then 'The item on a line of it was never sent.'
            else 'The account on a line of it was never sent.'
        end as likely_reason

    from orphans_summed_to_documents as summed
    -- inner: drafts, voids and deleted documents never count
    inner join documents
        on summed.document_key = documents.document_key
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key

)

select * from assigned
