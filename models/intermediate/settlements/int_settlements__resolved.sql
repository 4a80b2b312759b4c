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

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

items as (

    select *
    from documents
    where
        is_open_item
        and is_posted

),

reported as (

    -- before its first day a system says nothing: an older one spoke then
    select
        settlements.*,
        entities.has_own_subledger,
        coalesce(entities.reports_from, cast('0001-01-01' as date)) as reports_from
    from settlements
    -- inner: every company has an entity (a test)
    inner join entities
        on settlements.company_key = entities.company_key
    where
        settlements.is_posted
        and settlements.amount <> 0

),

resolved as (

    -- the joins are one to one: each is by the key of the table joined
    select
        reported.settlement_key,
        reported.cause_key,
        reported.item_key,
        reported.source_system,
        reported.connection,
        reported.company_key,
        reported.ledger,
        reported.settlement_type,
        reported.amount,
        reported.is_of_credit,
        reported.has_own_subledger,
        payments.payment_key is not null as is_paid,
        -- both ends of an applied credit must stand, or neither moves
        items.document_key is not null and (
            reported.counter_item_key is null
            or counter_items.document_key is not null
        ) as is_resolved,
        greatest(reported.settlement_date, reported.reports_from) as settlement_date,
        case
            when items.document_key is not null
                then greatest(items.ledger_date, reported.reports_from)
        end as item_ledger_date,
        case
            when counter_items.document_key is not null
                then greatest(counter_items.ledger_date, reported.reports_from)
        end as counter_ledger_date,
        items.party_key as item_party_key,
        items.currency_code as item_currency_code,
        items.rate_multiplier as item_rate_multiplier,
        items.rate_divisor as item_rate_divisor,
        case when items.total_amount < 0 then 1 else -1 end as sign_to_zero,
        payments.party_key as payment_party_key,
        payments.currency_code as payment_currency_code,
        payments.rate_multiplier as payment_rate_multiplier,
        payments.rate_divisor as payment_rate_divisor

    from reported
    left join items
        on reported.item_key = items.document_key
    left join items as counter_items
        on reported.counter_item_key = counter_items.document_key
    left join payments
        on reported.cause_key = payments.payment_key

)

select * from resolved
