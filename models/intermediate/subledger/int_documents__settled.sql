-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'party_key', 'document_key'], 'issue_date')) }}

with

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

parties as (

    select * from {{ ref('int_parties__matched') }}

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

balances as (

    select * from {{ ref('int_open_items__balanced') }}

),

entries_summed_to_items as (

    -- money, and credits, that reached the item by the as-of date
    select
        open_item_key,
        sum(
            case
                when entry_type in ('payment', 'refund', 'allocation_inferred')
                    then -amount
                else 0
            end
        ) as paid_amount,
        -- a journal or a write-off settles without money, as a credit does
        sum(
            case
                when
                    entry_type in (
                        'payment', 'refund', 'allocation_inferred', 'transferred'
                    )
                    then 0
                else -amount
            end
        ) as credited_amount,
        sum(case when entry_type = 'transferred' then -amount else 0 end)
            as transferred_amount,
        -- who settled it, and when, is then unknown
        max(
            case
                when entry_type in ('transferred', 'allocation_inferred') then 1
                else 0
            end
        ) as inferred,
        count(
            distinct case
                when entry_type in ('payment', 'refund') then document_key
            end
        ) as payment_count
    from entries
    where
        entry_type <> 'document'
        and entry_date <= {{ as_of_date() }}
    group by open_item_key

),

balances_at_date as (

    select
        open_item_key,
        open_amount,
        open_amount_base
    from balances
    where
        valid_from <= {{ as_of_date() }}
        and valid_to > {{ as_of_date() }}

),

last_stretches as (

    -- after its last stretch the balance is zero and stays so
    select
        open_item_key,
        max(valid_to) as settled_date
    from balances
    where valid_from <= {{ as_of_date() }}
    group by open_item_key

),

joined as (

    -- every join is one to one: each table above has a row per item
    select
        documents.document_key,
        -- what the vendor never sent is named by the entity's unknown member
        coalesce(
            parties.matched_party_key,
            {{ unknown_party_key('entities.entity_key', 'documents.ledger') }}
        ) as party_key,
        entities.entity_key,
        entities.org_key,
        documents.source_system,
        documents.connection,
        documents.document_id,
        documents.ledger,
        documents.document_type,
        documents.document_number,
        documents.reference,
        documents.status,
        coalesce(
            parties.matched_party_name,
            {{ unknown_party_name('documents.ledger') }}
        ) as party_name,
        coalesce(documents.currency_code, entities.base_currency_code) as currency_code,
        entities.base_currency_code,
        documents.net_amount,
        documents.tax_amount,
        documents.total_amount,
        {{ to_base('documents.net_amount', 'documents.rate') }} as net_amount_base,
        {{ to_base('documents.total_amount', 'documents.rate') }} as total_amount_base,
        {{ money('coalesce(summed.paid_amount, 0)') }} as paid_amount,
        {{ money('coalesce(summed.credited_amount, 0)') }} as credited_amount,
        {{ money('coalesce(summed.transferred_amount, 0)') }}
            as transferred_amount,
        {{ money('coalesce(balances_at_date.open_amount, 0)') }} as outstanding_amount,
        {{ money('coalesce(balances_at_date.open_amount_base, 0)') }}
            as outstanding_amount_base,
        coalesce(summed.payment_count, 0) as payment_allocation_count,
        coalesce(documents.issue_date < entities.reports_from, false)
            as is_opening_balance,
        documents.issue_date,
        coalesce(documents.due_date, documents.issue_date) as due_date,
        case
            when
                balances_at_date.open_item_key is null
                and documents.issue_date <= {{ as_of_date() }}
                and documents.total_amount <> 0
                and coalesce(summed.inferred, 0) = 0
                then coalesce(last_stretches.settled_date, documents.issue_date)
        end as settled_date,
        documents.updated_at

    from documents
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key
    left join parties
        on
            documents.party_key = parties.party_key
            and documents.ledger = parties.ledger
            and entities.entity_key = parties.entity_key
    left join entries_summed_to_items as summed
        on documents.document_key = summed.open_item_key
    left join balances_at_date
        on documents.document_key = balances_at_date.open_item_key
    left join last_stretches
        on documents.document_key = last_stretches.open_item_key

    where
        documents.is_posted
        and documents.is_open_item

),

measured as (

    select
        *,
        {{ days_between('due_date', as_of_date()) }} as days_overdue,
        {{ ratio('paid_amount + credited_amount', 'total_amount') }} as collection_rate,
        case
            when total_amount > 0 then {{ days_between('issue_date', 'settled_date') }}
        end as days_to_collect
    from joined

),

flagged as (

    select
        *,
        case when outstanding_amount <> 0 then {{ aging_bucket('days_overdue') }} end
            as aging_bucket,
        outstanding_amount > 0 and days_overdue > 0 as is_overdue,
        outstanding_amount > 0 and days_overdue > {{ var('high_risk_days') }}
            as is_high_risk,
        settled_date is not null
        and payment_allocation_count = 0
        and credited_amount <> 0 as is_settled_by_credit_only,
        {{ as_of_date() }} as as_of_date
    from measured

)

select * from flagged
