with

documents as (

    select * from {{ ref('int_documents__unioned') }}

    where
        is_posted
        and document_type in (
            'invoice', 'credit_note', 'sales_receipt', 'refund_receipt', 'cash_purchase'
        )

),

payments as (

    select * from {{ ref('int_payments__allocated') }}

    where ledger = 'receivable'

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

sales as (

    select * from {{ ref('int_sales__summed_to_days') }}

),

moves as (

    -- with tax, as receivables and payables are; a cash sale is collected at once
    select
        entities.entity_key,
        documents.issue_date as date_day,
        case when documents.ledger = 'receivable' then 1 else 0 end
        * {{ to_base('documents.total_amount', 'documents.rate') }}
            as sales_amount_base,
        case when documents.ledger = 'payable' then 1 else 0 end
        * {{ to_base('documents.total_amount', 'documents.rate') }}
            as purchases_amount_base,
        case
            when documents.document_type in ('sales_receipt', 'refund_receipt') then 1
            else 0
        end
        * {{ to_base('documents.total_amount', 'documents.rate') }}
            as collected_amount_base,
        0 as revenue_amount_base
    from documents
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key
    where
        documents.issue_date
        >= coalesce(entities.reports_from, documents.issue_date)
        and documents.issue_date
        <= coalesce(entities.reports_until, documents.issue_date)
    union all
    select
        entity_key,
        payment_date as date_day,
        0 as sales_amount_base,
        0 as purchases_amount_base,
        case when direction = 'in' then amount_base else -amount_base end
            as collected_amount_base,
        0 as revenue_amount_base
    from payments
    union all
    select
        entity_key,
        sale_date as date_day,
        0 as sales_amount_base,
        0 as purchases_amount_base,
        0 as collected_amount_base,
        revenue_amount_base
    from sales

),

moves_summed_to_days as (

    select
        entity_key,
        date_day,
        {{ money('sum(sales_amount_base)') }} as sales_amount_base,
        {{ money('sum(purchases_amount_base)') }} as purchases_amount_base,
        {{ money('sum(collected_amount_base)') }} as collected_amount_base,
        {{ money('sum(revenue_amount_base)') }} as revenue_amount_base
    from moves
    group by
        entity_key,
        date_day

)

select * from moves_summed_to_days
