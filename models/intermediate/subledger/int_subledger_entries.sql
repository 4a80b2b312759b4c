-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['open_item_key', 'party_key'], 'entry_date')) }}

with

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

settlements as (

    select * from {{ ref('int_settlements__resolved') }}

    where has_own_subledger is not true

),

postings as (

    select * from {{ ref('int_subledger_entries__erpnext') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

opened as (

    -- before its first day a system says nothing: an older one spoke then
    select
        documents.ledger,
        documents.source_system,
        documents.connection,
        documents.company_key,
        greatest(
            documents.ledger_date,
            coalesce(entities.reports_from, documents.ledger_date)
        ) as entry_date,
        documents.document_key,
        documents.document_key as open_item_key,
        documents.party_key,
        documents.currency_code,
        'document' as entry_type,
        documents.total_amount as amount,
        documents.rate_multiplier,
        documents.rate_divisor,
        documents.document_type = 'residue' as is_inferred
    from documents
    -- inner: every company has an entity (a test)
    inner join entities
        on documents.company_key = entities.company_key
    where
        documents.is_open_item
        and documents.is_posted
        and entities.has_own_subledger is not true

),

settled as (

    -- a settlement moves its item towards zero, whatever the document is called, and
    -- never before the item, or the credit that is applied to it, exists
    select
        ledger,
        source_system,
        connection,
        company_key,
        greatest(
            settlement_date,
            item_ledger_date,
            coalesce(counter_ledger_date, item_ledger_date)
        ) as entry_date,
        cause_key as document_key,
        item_key as open_item_key,
        item_party_key as party_key,
        item_currency_code as currency_code,
        settlement_type as entry_type,
        sign_to_zero * amount as amount,
        item_rate_multiplier as rate_multiplier,
        item_rate_divisor as rate_divisor,
        settlement_type = 'allocation_inferred' as is_inferred
    from settlements
    where is_resolved

),

held_early as (

    -- money that came before its item waits on the payment's own item, at the item's
    -- rate
    select
        *,
        cause_key as open_item_key,
        sign_to_zero * amount as held_amount
    from settlements
    where
        is_resolved
        and is_paid
        and settlement_date < item_ledger_date

),

early as (

    select
        ledger,
        source_system,
        connection,
        company_key,
        settlement_date as entry_date,
        cause_key as document_key,
        open_item_key,
        item_party_key as party_key,
        item_currency_code as currency_code,
        'early_settlement' as entry_type,
        held_amount as amount,
        item_rate_multiplier as rate_multiplier,
        item_rate_divisor as rate_divisor,
        false as is_inferred
    from held_early
    union all
    select
        ledger,
        source_system,
        connection,
        company_key,
        item_ledger_date as entry_date,
        cause_key as document_key,
        open_item_key,
        item_party_key as party_key,
        item_currency_code as currency_code,
        'early_settlement' as entry_type,
        -held_amount as amount,
        item_rate_multiplier as rate_multiplier,
        item_rate_divisor as rate_divisor,
        false as is_inferred
    from held_early

),

parked as (

    -- nothing vanishes: money for an item that is gone stays on the payment's own item
    select
        ledger,
        source_system,
        connection,
        company_key,
        settlement_date as entry_date,
        cause_key as document_key,
        cause_key as open_item_key,
        payment_party_key as party_key,
        payment_currency_code as currency_code,
        settlement_type as entry_type,
        case when is_of_credit then amount else -amount end as amount,
        payment_rate_multiplier as rate_multiplier,
        payment_rate_divisor as rate_divisor,
        settlement_type = 'allocation_inferred' as is_inferred
    from settlements
    where
        is_paid
        and not is_resolved

),

posted as (

    -- a vendor that keeps the sub-ledger itself: both amounts as they stand
    select
        postings.ledger,
        postings.source_system,
        postings.connection,
        postings.company_key,
        greatest(
            postings.entry_date, coalesce(entities.reports_from, postings.entry_date)
        ) as entry_date,
        postings.document_key,
        postings.open_item_key,
        postings.party_key,
        postings.currency_code,
        postings.entry_type,
        postings.amount,
        1 as rate_multiplier,
        1 as rate_divisor,
        false as is_inferred,
        postings.amount_base as posted_amount_base
    from postings
    -- inner: every company has an entity (a test)
    inner join entities
        on postings.company_key = entities.company_key

),

worked_out as (

    select * from opened
    union all
    select * from settled
    union all
    select * from early
    union all
    select * from parked

),

movements as (

    select
        *,
        cast(null as numeric(19, 4)) as posted_amount_base
    from worked_out
    union all
    select * from posted

),

transferred as (

    -- the day after an older system's last its items are carried into the newer one,
    -- and whatever it still books later goes the same way
    select
        movements.ledger,
        movements.source_system,
        movements.connection,
        movements.company_key,
        greatest(movements.entry_date, {{ add_days('entities.reports_until', 1) }})
            as entry_date,
        movements.open_item_key as document_key,
        movements.open_item_key,
        movements.party_key,
        movements.currency_code,
        'transferred' as entry_type,
        -movements.amount as amount,
        movements.rate_multiplier,
        movements.rate_divisor,
        false as is_inferred,
        -movements.posted_amount_base as posted_amount_base
    from movements
    -- inner: only of systems that have ended
    inner join entities
        on movements.company_key = entities.company_key
    where entities.reports_until is not null

),

all_movements as (

    select * from movements
    union all
    select * from transferred

),

summed as (

    select
        ledger,
        source_system,
        connection,
        company_key,
        entry_date,
        document_key,
        open_item_key,
        party_key,
        currency_code,
        entry_type,
        rate_multiplier,
        rate_divisor,
        is_inferred,
        {{ money('sum(amount)') }} as amount,
        {{ money('sum(posted_amount_base)') }} as posted_amount_base
    from all_movements
    group by
        ledger,
        source_system,
        connection,
        company_key,
        entry_date,
        document_key,
        open_item_key,
        party_key,
        currency_code,
        entry_type,
        rate_multiplier,
        rate_divisor,
        is_inferred

),

netted as (

    select *
    from summed
    where
        amount <> 0
        or posted_amount_base <> 0

),

running as (

    select
        *,
        {{ money("
            sum(amount) over (
                partition by open_item_key, rate_multiplier, rate_divisor
                order by
                    entry_date,
                    case when entry_type = 'document' then 0 else 1 end,
                    entry_type,
                    document_key
                rows between unbounded preceding and current row
            )
        ") }} as open_after
    from netted

),

entries as (

    -- cumulative rounding: an item's base balance is always its open amount at its own
    -- rate, so a settled item is zero in both currencies
    select
        {{ surrogate_key([
            'entry_date', 'document_key', 'open_item_key', 'entry_type',
        ]) }} as entry_key,
        document_key,
        open_item_key,
        party_key,
        company_key,
        source_system,
        connection,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(entry_type as {{ dbt.type_string() }}) as entry_type,
        currency_code,
        amount,
        {{ money(
            'coalesce(posted_amount_base, '
            ~ to_base('open_after') ~ ' - ' ~ to_base('open_after - amount')
            ~ ')'
        ) }} as amount_base,
        -- what a ledger books that rounds every entry by itself
        {{ money('coalesce(posted_amount_base, ' ~ to_base('amount') ~ ')') }}
            as amount_base_rounded_alone,
        is_inferred,
        entry_date

    from running

)

select * from entries
