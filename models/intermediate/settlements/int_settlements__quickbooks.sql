with

linked_items as (

    select * from {{ ref('int_quickbooks_linked_items') }}

),

payments as (

    select * from {{ ref('int_payments__quickbooks') }}

),

forms as (

    select * from {{ ref('int_quickbooks_forms') }}

),

links_summed_to_payments as (

    select
        payment_key,
        sum(case when is_of_credit then -amount else amount end) as amount
    from linked_items
    group by payment_key

),

legs as (

    select
        payment_key as cause_key,
        company_key,
        connection,
        ledger,
        item_key,
        case when is_of_credit then 'credit_applied' else 'payment' end
            as settlement_type,
        amount,
        is_of_credit,
        line_number,
        is_posted,
        payment_date as settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from linked_items
    union all
    -- what a payment leaves over stays on its own item
    select
        payments.payment_key as cause_key,
        payments.company_key,
        payments.connection,
        payments.ledger,
        payments.payment_key as item_key,
        'payment' as settlement_type,
        payments.amount - coalesce(summed.amount, 0) as amount,
        false as is_of_credit,
        0 as line_number,
        payments.is_posted,
        payments.payment_date as settlement_date,
        payments._record_id,
        payments._record_type,
        payments._ingested_at,
        null as _uncast_fields
    from payments
    left join links_summed_to_payments as summed
        on payments.payment_key = summed.payment_key
    union all
    -- a deposit on the form of an invoice: no payment exists for it
    select
        forms.form_key as cause_key,
        {{ company_key('quickbooks', 'forms.connection') }} as company_key,
        forms.connection,
        'receivable' as ledger,
        forms.form_key as item_key,
        'payment' as settlement_type,
        forms.deposit_amount as amount,
        false as is_of_credit,
        0 as line_number,
        not forms.is_deleted as is_posted,
        forms.issue_date as settlement_date,
        forms._record_id,
        forms._record_type,
        forms._ingested_at,
        null as _uncast_fields
    from forms
    where
        forms._record_type = 'Invoice'
        and forms.deposit_amount > 0

),

conformed as (

    select
        {{ surrogate_key(['cause_key', 'line_number', 'item_key']) }} as settlement_key,
        cause_key,
        item_key,
        cast(null as {{ dbt.type_string() }}) as counter_item_key,
        company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        ledger,
        cast(settlement_type as {{ dbt.type_string() }}) as settlement_type,
        {{ money('amount') }} as amount,
        cast(line_number as {{ dbt.type_bigint() }}) as line_number,
        is_posted,
        is_of_credit,
        settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields

    from legs

)

select * from conformed
