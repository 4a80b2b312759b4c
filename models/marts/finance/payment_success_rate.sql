with

documents as (

    select * from {{ ref('int_documents__settled') }}

    where
        ledger = 'receivable'
        and document_type = 'invoice'
        and total_amount <> 0
        and issue_date <= {{ as_of_date() }}
        -- carried over at a cut-over: the newer system tells how it went on
        and transferred_amount = 0

),

judged as (

    select
        entity_key,
        org_key,
        base_currency_code,
        total_amount_base,
        outstanding_amount = 0 as is_paid,
        outstanding_amount <> 0 and outstanding_amount <> total_amount as is_part_paid,
        {{ add_days(month_end(add_months('issue_date', -1)), 1) }} as month_start_date
    from documents

),

judged_summed_to_months as (

    select
        entity_key,
        org_key,
        base_currency_code,
        month_start_date,
        count(*) as invoice_count,
        sum(case when is_paid then 1 else 0 end) as paid_count,
        sum(case when is_part_paid then 1 else 0 end) as part_paid_count,
        sum(total_amount_base) as total_amount_base,
        sum(case when is_paid then total_amount_base else 0 end) as paid_amount_base
    from judged
    group by
        entity_key,
        org_key,
        base_currency_code,
        month_start_date

),

rated as (

    select
        entity_key,
        org_key,
        base_currency_code,
        {{ money('total_amount_base') }} as total_amount_base,
        {{ money('paid_amount_base') }} as paid_amount_base,
        invoice_count,
        cast(paid_count as {{ dbt.type_bigint() }}) as paid_count,
        cast(part_paid_count as {{ dbt.type_bigint() }}) as part_paid_count,
        cast(invoice_count - paid_count - part_paid_count as {{ dbt.type_bigint() }})
            as open_count,
        {{ ratio('paid_count', 'invoice_count') }} as success_rate,
        {{ ratio('paid_amount_base', 'total_amount_base') }} as success_rate_by_amount,
        month_start_date,
        {{ as_of_date() }} as as_of_date

    from judged_summed_to_months

)

select * from rated
