with

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

),

allocations as (

    select * from {{ ref('int_reckon_allocations') }}

    where not is_residue

),

legs as (

    -- money waits on its own item, until an export says how much is left of it
    select
        transaction_key as cause_key,
        company_key,
        connection,
        kind as settlement_type,
        case when kind = 'payment' then -total_amount else total_amount end as amount,
        0 as line_number,
        ledger_date as settlement_date
    from transactions
    where kind in ('payment', 'refund')
    union all
    -- one to one: an item is allocated once; its amount counts towards zero
    select
        allocations.open_item_key as cause_key,
        allocations.company_key,
        allocations.connection,
        'allocation_inferred' as settlement_type,
        case
            when
                transactions.kind not in ('payment', 'refund')
                and transactions.total_amount < 0
                then allocations.amount
            else -allocations.amount
        end as amount,
        1 as line_number,
        allocations.allocation_date as settlement_date
    from allocations
    left join transactions
        on allocations.open_item_key = transactions.transaction_key

),

conformed as (

    select
        {{ surrogate_key(['cause_key', 'line_number', 'cause_key']) }}
            as settlement_key,
        cause_key,
        cause_key as item_key,
        cast(null as {{ dbt.type_string() }}) as counter_item_key,
        company_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast('receivable' as {{ dbt.type_string() }}) as ledger,
        cast(settlement_type as {{ dbt.type_string() }}) as settlement_type,
        {{ money('amount') }} as amount,
        cast(line_number as {{ dbt.type_bigint() }}) as line_number,
        true as is_posted,
        settlement_type = 'refund' as is_of_credit,
        settlement_date,
        cause_key as _record_id,
        cast('transaction' as {{ dbt.type_string() }}) as _record_type,
        cast(null as {{ dbt.type_timestamp() }}) as _ingested_at,
        cast(null as {{ dbt.type_string() }}) as _uncast_fields

    from legs

)

select * from conformed
