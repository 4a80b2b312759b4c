with

postings as (

    select * from {{ ref('int_erpnext_postings') }}

),

payments as (

    select * from {{ ref('int_payments__erpnext') }}

    where is_posted

),

postings_summed_to_items as (

    -- signed so that towards zero is positive
    select
        case
            when posting_role = 'paid_at_once' then paid_at_once_key
            else voucher_item_key
        end as cause_key,
        item_key,
        company_key,
        connection,
        ledger,
        is_of_credit,
        case
            when voucher_type = 'Payment Entry' or posting_role = 'paid_at_once'
                then case when is_of_credit then 'refund' else 'payment' end
            when is_of_invoice then 'credit_applied'
            else 'journal'
        end as settlement_type,
        sum(case when is_of_credit then amount else -amount end) as amount,
        min(posting_date) as settlement_date,
        max(_ingested_at) as _ingested_at
    from postings
    where posting_role in ('settlement', 'paid_at_once')
    group by
        case
            when posting_role = 'paid_at_once' then paid_at_once_key
            else voucher_item_key
        end,
        item_key,
        company_key,
        connection,
        ledger,
        is_of_credit,
        voucher_type,
        is_of_invoice,
        posting_role

),

payments_summed as (

    select
        cause_key,
        min(item_key) as item_key,
        sum(amount) as amount
    from postings_summed_to_items
    where settlement_type in ('payment', 'refund')
    group by cause_key

),

legs as (

    select
        *,
        0 as line_number
    from postings_summed_to_items
    union all
    -- what was let go with a payment settles too, but is no money that it brought
    select
        payments.payment_key as cause_key,
        summed.item_key,
        payments.company_key,
        payments.connection,
        payments.ledger,
        false as is_of_credit,
        'write_off' as settlement_type,
        payments.amount - abs(payments.reported_outstanding_amount) - summed.amount
            as amount,
        payments.payment_date as settlement_date,
        payments._ingested_at,
        1 as line_number
    from payments
    -- inner: a payment that settles nothing lets nothing go
    inner join payments_summed as summed
        on payments.payment_key = summed.cause_key

),

conformed as (

    select
        {{ surrogate_key(['cause_key', 'line_number', 'item_key']) }} as settlement_key,
        cause_key,
        item_key,
        cast(null as {{ dbt.type_string() }}) as counter_item_key,
        company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(settlement_type as {{ dbt.type_string() }}) as settlement_type,
        {{ money('amount') }} as amount,
        cast(line_number as {{ dbt.type_bigint() }}) as line_number,
        true as is_posted,
        is_of_credit,
        settlement_date,
        cause_key as _record_id,
        cast('Payment Ledger Entry' as {{ dbt.type_string() }}) as _record_type,
        _ingested_at,
        cast(null as {{ dbt.type_string() }}) as _uncast_fields

    from legs

)

select * from conformed
