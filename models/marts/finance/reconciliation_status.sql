with

payments as (

    select * from {{ ref('int_payments__allocated') }}

    where payment_date <= {{ as_of_date() }}

),

judged as (

    -- more allocated than there was: somebody must look
    select
        *,
        unallocated_amount = 0 as is_allocated,
        unallocated_amount < 0 as is_mismatched
    from payments

),

judged_summed_to_entities as (

    select
        entity_key,
        org_key,
        base_currency_code,
        count(*) as payment_count,
        sum(case when is_allocated then 1 else 0 end) as allocated_count,
        sum(case when is_mismatched then 1 else 0 end) as mismatched_count,
        count(is_bank_reconciled) as bank_known_count,
        sum(case when is_bank_reconciled then 1 else 0 end) as bank_reconciled_count,
        sum(amount_base) as amount_base
    from judged
    group by
        entity_key,
        org_key,
        base_currency_code

),

rated as (

    select
        entity_key,
        org_key,
        base_currency_code,
        {{ money('amount_base') }} as payment_amount_base,
        payment_count,
        cast(allocated_count as {{ dbt.type_bigint() }}) as allocated_count,
        cast(
            payment_count - allocated_count - mismatched_count
            as {{ dbt.type_bigint() }}
        ) as unallocated_count,
        cast(mismatched_count as {{ dbt.type_bigint() }}) as mismatched_count,
        cast(bank_reconciled_count as {{ dbt.type_bigint() }}) as bank_reconciled_count,
        {{ ratio('allocated_count', 'payment_count') }} as allocation_rate,
        {{ ratio('bank_reconciled_count', 'bank_known_count') }} as reconciliation_rate,
        {{ as_of_date() }} as as_of_date

    from judged_summed_to_entities

)

select * from rated
