with

payment_entries as (

    select * from {{ ref('int_erpnext_payment_entries') }}

    -- moved from one bank account to another: nobody's payment
    where party_id is not null

),

paid_at_once as (

    select * from {{ ref('int_erpnext_payments_at_once') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

unioned as (

    select
        payment_key,
        company_key,
        party_key,
        connection,
        payment_id,
        bank_account_id,
        ledger,
        direction,
        payment_method,
        reference,
        status,
        currency_code,
        amount,
        -- what is on account lowers what is owed, and what was paid out raises it
        case when (ledger = 'receivable') = (direction = 'in') then -1 else 1 end
        * unallocated_amount as reported_outstanding_amount,
        exchange_rate,
        is_posted,
        is_bank_reconciled,
        payment_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from payment_entries
    union all
    select
        payment_key,
        company_key,
        party_key,
        connection,
        payment_id,
        null as bank_account_id,
        ledger,
        direction,
        null as payment_method,
        reference,
        status,
        currency_code,
        amount,
        0 as reported_outstanding_amount,
        exchange_rate,
        is_posted,
        null as is_bank_reconciled,
        payment_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        null as _uncast_fields
    from paid_at_once

),

conformed as (

    select
        unioned.payment_key,
        unioned.company_key,
        unioned.party_key,
        -- a payment may settle several documents: see its settlements
        cast(null as {{ dbt.type_string() }}) as settled_document_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        unioned.connection,
        unioned.payment_id,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        cast(unioned.bank_account_id as {{ dbt.type_string() }}) as bank_account_id,
        cast(unioned.ledger as {{ dbt.type_string() }}) as ledger,
        cast(unioned.direction as {{ dbt.type_string() }}) as direction,
        cast(
            case
                when (unioned.ledger = 'receivable') = (unioned.direction = 'in')
                    then 'payment'
                else 'refund'
            end as {{ dbt.type_string() }}
        ) as payment_type,
        cast(unioned.payment_method as {{ dbt.type_string() }}) as payment_method,
        unioned.reference,
        unioned.status,
        unioned.currency_code,
        {{ money('unioned.amount') }} as amount,
        {{ money('unioned.reported_outstanding_amount') }}
            as reported_outstanding_amount,
        unioned.exchange_rate as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        unioned.is_posted,
        unioned.is_bank_reconciled,
        unioned.payment_date,
        {{ local_to_utc('unioned.updated_at_local', 'entities.time_zone') }}
            as updated_at,
        unioned._record_id,
        unioned._record_type,
        unioned._ingested_at,
        cast(unioned._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from unioned
    left join entities
        on unioned.company_key = entities.company_key

)

select * from conformed
