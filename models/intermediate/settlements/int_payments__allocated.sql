-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'party_key'], 'payment_date')) }}

with

payments as (

    select * from {{ ref('int_payments__unioned') }}

),

settlements as (

    select * from {{ ref('int_settlements__resolved') }}

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

parties as (

    select * from {{ ref('int_parties__matched') }}

),

settlements_summed_to_causes as (

    -- of an applied credit only the end on the settled document counts
    select
        cause_key,
        min(item_currency_code) as item_currency_code,
        sum(amount) as allocated_amount,
        count(distinct item_key) as document_count
    from settlements
    where
        is_resolved
        and item_key <> cause_key
    group by cause_key

),

inferred_allocations_summed_to_payments as (

    -- what left a payment's own item, where the vendor does not say whereto
    select
        cause_key,
        sum(-amount) as allocated_amount
    from settlements
    where
        is_paid
        and not is_resolved
        and settlement_type = 'allocation_inferred'
    group by cause_key

),

refunds_summed_to_items as (

    select
        item_key,
        sum(amount) as refunded_amount
    from settlements
    where
        is_resolved
        and settlement_type = 'refund'
    group by item_key

),

payments_with_allocations as (

    select
        case
            when payments.batch_id is null then payments.payment_key
            else {{ surrogate_key([
                'payments.source_system', 'payments.connection', "'batch'",
                'payments.batch_id',
                'coalesce(payments.currency_code, summed.item_currency_code)',
            ]) }}
        end as payment_key,
        payments.company_key,
        payments.party_key,
        payments.source_system,
        payments.connection,
        payments.ledger,
        case when payments.batch_id is null then payments.payment_type else 'batch' end
            as payment_type,
        payments.direction,
        payments.payment_method,
        payments.reference,
        coalesce(payments.currency_code, summed.item_currency_code) as currency_code,
        payments.amount,
        {{ to_base('payments.amount', 'payments.rate') }} as amount_base,
        coalesce(summed.allocated_amount, inferred.allocated_amount, 0)
            as allocated_amount,
        coalesce(summed.document_count, 0) as document_count,
        case
            when payments.is_bank_reconciled then 1
            when not payments.is_bank_reconciled then 0
        end as reconciled,
        payments.payment_date,
        payments.updated_at

    from payments
    left join settlements_summed_to_causes as summed
        on payments.payment_key = summed.cause_key
    left join inferred_allocations_summed_to_payments as inferred
        on payments.payment_key = inferred.cause_key
    where payments.is_posted

),

advances as (

    -- money on account is a payment too, although the vendor keeps it as a credit; what
    -- was paid back of it is no longer there to allocate
    select
        documents.document_key as payment_key,
        documents.company_key,
        documents.party_key,
        documents.source_system,
        documents.connection,
        documents.ledger,
        documents.document_type as payment_type,
        case when documents.ledger = 'receivable' then 'in' else 'out' end as direction,
        cast(null as {{ dbt.type_string() }}) as payment_method,
        documents.reference,
        documents.currency_code,
        -documents.total_amount as amount,
        {{ to_base('-documents.total_amount', 'documents.rate') }} as amount_base,
        coalesce(summed.allocated_amount, 0) + coalesce(refunds.refunded_amount, 0)
            as allocated_amount,
        coalesce(summed.document_count, 0) as document_count,
        cast(null as int) as reconciled,
        documents.issue_date as payment_date,
        documents.updated_at

    from documents
    left join settlements_summed_to_causes as summed
        on documents.document_key = summed.cause_key
    left join refunds_summed_to_items as refunds
        on documents.document_key = refunds.item_key
    where
        documents.is_posted
        and documents.document_type in ('overpayment', 'prepayment')

),

unioned as (

    select * from payments_with_allocations
    union all
    select * from advances

),

summed_to_payments as (

    select
        payment_key,
        company_key,
        source_system,
        connection,
        ledger,
        payment_type,
        direction,
        payment_date,
        currency_code,
        case when min(party_key) = max(party_key) then min(party_key) end as party_key,
        case when min(payment_method) = max(payment_method) then min(payment_method) end
            as payment_method,
        case when min(reference) = max(reference) then min(reference) end as reference,
        sum(amount) as amount,
        sum(amount_base) as amount_base,
        sum(allocated_amount) as allocated_amount,
        sum(document_count) as document_count,
        min(reconciled) = 1 as is_bank_reconciled,
        max(updated_at) as updated_at

    from unioned

    group by
        payment_key,
        company_key,
        source_system,
        connection,
        ledger,
        payment_type,
        direction,
        payment_date,
        currency_code

),

assigned as (

    select
        payments.payment_key,
        -- who the vendor never sent, or does not name, is the entity's unknown member
        coalesce(
            parties.matched_party_key,
            {{ unknown_party_key('entities.entity_key', 'payments.ledger') }}
        ) as party_key,
        entities.entity_key,
        entities.org_key,
        payments.source_system,
        payments.connection,
        payments.ledger,
        payments.payment_type,
        payments.direction,
        payments.payment_method,
        payments.reference,
        coalesce(payments.currency_code, entities.base_currency_code) as currency_code,
        entities.base_currency_code,
        {{ money('payments.amount') }} as amount,
        {{ money('payments.amount_base') }} as amount_base,
        {{ money('payments.allocated_amount') }} as total_allocated,
        {{ money('payments.amount - payments.allocated_amount') }}
            as unallocated_amount,
        {{ ratio('payments.allocated_amount', 'payments.amount') }} as allocation_rate,
        cast(payments.document_count as {{ dbt.type_bigint() }})
            as invoice_allocation_count,
        payments.is_bank_reconciled,
        payments.payment_date,
        payments.updated_at

    from summed_to_payments as payments
    -- inner: every company has an entity (a test)
    inner join entities
        on payments.company_key = entities.company_key
    left join parties
        on
            payments.party_key = parties.party_key
            and payments.ledger = parties.ledger

)

select * from assigned
