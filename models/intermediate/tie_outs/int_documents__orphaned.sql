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

parties_on_documents as (

    select distinct
        company_key,
        party_key
    from documents
    where party_key is not null

),

parties_never_sent as (

    select
        named.company_key,
        named.party_key
    from parties_on_documents as named
    left join parties
        on named.party_key = parties.party_key
    where parties.party_key is null

),

products_on_lines as (

    select distinct
        company_key,
        product_id
    from lines
    where product_id is not null

),

products_never_sent as (

    select
        named.company_key,
        named.product_id
    from products_on_lines as named
    left join products
        on
            named.company_key = products.company_key
            and named.product_id = products.product_id
    where products.product_id is null

),

accounts_on_lines as (

    select distinct
        company_key,
        account_id
    from lines
    where account_id is not null

),

accounts_never_sent as (

    select
        named.company_key,
        named.account_id
    from accounts_on_lines as named
    left join accounts
        on
            named.company_key = accounts.company_key
            and named.account_id = accounts.account_id
    where accounts.account_id is null

),

orphans as (

    -- inner, each time: few things are never sent, and only what names them is read
    select
        documents.document_key,
        'known_parties' as check_name,
        documents.total_amount as amount,
        0 as explained_amount
    from documents
    inner join parties_never_sent
        on documents.party_key = parties_never_sent.party_key
    union all
    select
        lines.document_key,
        'known_products' as check_name,
        lines.net_amount as amount,
        -- the line's own code makes it a product, flagged is_inferred
        case when lines.sku is not null then lines.net_amount else 0 end
            as explained_amount
    from lines
    inner join products_never_sent
        on
            lines.company_key = products_never_sent.company_key
            and lines.product_id = products_never_sent.product_id
    union all
    select
        lines.document_key,
        'known_accounts' as check_name,
        lines.net_amount as amount,
        0 as explained_amount
    from lines
    inner join accounts_never_sent
        on
            lines.company_key = accounts_never_sent.company_key
            and lines.account_id = accounts_never_sent.account_id

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
