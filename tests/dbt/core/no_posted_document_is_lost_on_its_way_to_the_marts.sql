with

conformed as (

    select
        ledger,
        count(*) as document_count,
        sum(total_amount) as total_amount
    from {{ ref('int_documents__unioned') }}
    where
        is_posted
        and is_open_item
    group by ledger

),

published as (

    select
        'receivable' as ledger,
        count(*) as document_count,
        sum(total_amount) as total_amount
    from {{ ref('fct_invoice') }}
    union all
    select
        'payable' as ledger,
        count(*) as document_count,
        sum(total_amount) as total_amount
    from {{ ref('fct_bill') }}

)

select
    conformed.ledger,
    conformed.document_count,
    published.document_count as published_count,
    conformed.total_amount,
    published.total_amount as published_amount
from conformed
left join published
    on conformed.ledger = published.ledger
where
    conformed.document_count <> published.document_count
    or conformed.total_amount <> published.total_amount
