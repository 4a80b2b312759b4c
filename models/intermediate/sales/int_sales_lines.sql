-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'customer_key', 'product_key'], 'sale_date')) }}

with

lines as (

    select * from {{ ref('int_document_lines__unioned') }}

    where
        ledger = 'receivable'
        and document_type in (
            'invoice', 'credit_note', 'sales_receipt', 'refund_receipt'
        )

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

    where
        ledger = 'receivable'
        and is_posted

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

parties as (

    select * from {{ ref('int_parties__matched') }}

    where ledger = 'receivable'

),

products as (

    select * from {{ ref('int_products__coded') }}

),

accounts as (

    select * from {{ ref('int_accounts__unioned') }}

),

clusters as (

    select * from {{ ref('int_clusters__assigned') }}

),

accounts_by_code as (

    -- a code that was given away again is a sale's if any of its accounts is
    select
        company_key,
        account_code,
        max(case when is_revenue then 1 else 0 end) = 1 as is_revenue
    from accounts
    where account_code is not null
    group by
        company_key,
        account_code

),

joined as (

    -- every join is one to one
    select
        lines.line_key,
        lines.document_key,
        coalesce(
            parties.matched_party_key,
            {{ unknown_party_key('entities.entity_key', "'receivable'") }}
        ) as customer_key,
        coalesce(
            products.product_key,
            skus.product_key,
            {{ surrogate_key(["'unknown'", 'entities.entity_key', "'product'"]) }}
        ) as product_key,
        entities.entity_key,
        entities.org_key,
        lines.source_system,
        lines.connection,
        lines.document_type,
        documents.document_number,
        lines.line_type,
        lines.account_code,
        lines.description,
        lines.tracking_option_1,
        lines.tracking_option_2,
        coalesce(products.product_group, skus.product_group) as product_group,
        coalesce(products.comparable_group, skus.comparable_group, '')
            as comparable_group,
        coalesce(documents.currency_code, entities.base_currency_code) as currency_code,
        entities.base_currency_code,
        lines.net_amount,
        lines.tax_amount,
        {{ to_base('lines.net_amount', 'documents.rate') }} as net_amount_base,
        lines.unit_price_amount,
        lines.line_number,
        case
            when lines.document_type in ('credit_note', 'refund_receipt')
                then -lines.quantity
            else lines.quantity
        end as quantity,
        -- an account that was never sent takes no money out of the total
        coalesce(
            lines.is_revenue,
            accounts.is_revenue,
            accounts_by_code.is_revenue,
            true
        ) as is_revenue,
        documents.issue_date
        >= coalesce(entities.reports_from, documents.issue_date)
        and documents.issue_date
        <= coalesce(entities.reports_until, documents.issue_date) as is_reported,
        documents.issue_date

    from lines
    -- inner: drafts, voids and deleted documents never count
    inner join documents
        on lines.document_key = documents.document_key
    -- inner: every company has an entity (a test)
    inner join entities
        on lines.company_key = entities.company_key
    left join parties
        on documents.party_key = parties.party_key
    left join products
        on
            lines.company_key = products.company_key
            and lines.product_id = products.product_id
    left join products as skus
        on
            lines.company_key = skus.company_key
            and lines.sku = skus.sku
            and skus.speaks_for_sku
    left join accounts
        on
            lines.company_key = accounts.company_key
            and lines.account_id = accounts.account_id
    left join accounts_by_code
        on
            lines.company_key = accounts_by_code.company_key
            and lines.account_code = accounts_by_code.account_code

),

clustered as (

    -- one to one: stretches of a customer and product group do not overlap (a test)
    select
        joined.line_key,
        joined.document_key,
        joined.customer_key,
        joined.product_key,
        joined.entity_key,
        joined.org_key,
        joined.source_system,
        joined.connection,
        joined.document_type,
        joined.document_number,
        joined.line_type,
        joined.account_code,
        joined.description,
        joined.tracking_option_1,
        joined.tracking_option_2,
        coalesce(specific.cluster_name, general.cluster_name, 'Unassigned')
            as cluster_name,
        coalesce(specific.market, general.market, 'Unassigned') as market,
        coalesce(joined.product_group, 'Unassigned') as product_group,
        joined.currency_code,
        joined.base_currency_code,
        joined.net_amount,
        joined.tax_amount,
        joined.net_amount_base,
        joined.unit_price_amount,
        joined.line_number,
        {{ measure('joined.quantity') }} as quantity,
        joined.is_revenue,
        joined.is_reported,
        joined.issue_date as sale_date

    from joined
    left join clusters as specific
        on
            joined.customer_key = specific.party_key
            and joined.comparable_group = specific.product_group
            and joined.comparable_group <> ''
            and joined.issue_date >= specific.valid_from
            and joined.issue_date < specific.valid_to
    left join clusters as general
        on
            joined.customer_key = general.party_key
            and general.product_group = ''
            and joined.issue_date >= general.valid_from
            and joined.issue_date < general.valid_to

)

select * from clustered
