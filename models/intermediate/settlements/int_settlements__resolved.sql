with

settlements as (

    select * from {{ ref('int_settlements__unioned') }}

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

payments as (

    select * from {{ ref('int_payments__unioned') }}

),

items as (

    select *
    from documents
    where
        is_open_item
        and is_posted

),

resolved as (

    -- the three joins are one to one: each is by the key of the table joined
    select
        settlements.settlement_key,
        settlements.cause_key,
        settlements.item_key,
        settlements.source_system,
        settlements.connection,
        settlements.company_key,
        settlements.ledger,
        settlements.settlement_type,
        settlements.amount,
        payments.payment_key is not null as is_paid,
        -- both ends of an applied credit must stand, or neither moves
        items.document_key is not null and (
            settlements.counter_item_key is null
            or counter_items.document_key is not null
        ) as is_resolved,
        settlements.settlement_date,
        items.issue_date as item_issue_date,
        counter_items.issue_date as counter_issue_date,
        items.party_key as item_party_key,
        items.currency_code as item_currency_code,
        items.rate_multiplier as item_rate_multiplier,
        items.rate_divisor as item_rate_divisor,
        case when items.total_amount < 0 then 1 else -1 end as sign_to_zero,
        payments.party_key as payment_party_key,
        payments.currency_code as payment_currency_code,
        payments.rate_multiplier as payment_rate_multiplier,
        payments.rate_divisor as payment_rate_divisor

    from settlements
    left join items
        on settlements.item_key = items.document_key
    left join items as counter_items
        on settlements.counter_item_key = counter_items.document_key
    left join payments
        on settlements.cause_key = payments.payment_key

    where
        settlements.is_posted
        and settlements.amount <> 0

)

select * from resolved
