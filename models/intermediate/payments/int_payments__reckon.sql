with

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

    where kind in ('payment', 'refund')

),

conformed as (

    select
        transaction_key as payment_key,
        company_key,
        party_key,
        -- the exports do not say what a payment settles
        cast(null as {{ dbt.type_string() }}) as settled_document_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        transaction_id as payment_id,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        cast(null as {{ dbt.type_string() }}) as bank_account_id,
        cast('receivable' as {{ dbt.type_string() }}) as ledger,
        cast(
            case when kind = 'payment' then 'in' else 'out' end
            as {{ dbt.type_string() }}
        ) as direction,
        kind as payment_type,
        cast(null as {{ dbt.type_string() }}) as payment_method,
        document_number as reference,
        transaction_type as status,
        cast(null as {{ dbt.type_string() }}) as currency_code,
        {{ money("
            case when kind = 'payment' then -total_amount else total_amount end
        ") }} as amount,
        open_amount as reported_outstanding_amount,
        {{ measure('1') }} as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        true as is_posted,
        -- the exports do not say
        cast(null as boolean) as is_bank_reconciled,
        issue_date as payment_date,
        cast(null as {{ dbt.type_timestamp() }}) as updated_at,
        transaction_id as _record_id,
        cast('transaction' as {{ dbt.type_string() }}) as _record_type,
        cast(null as {{ dbt.type_timestamp() }}) as _ingested_at,
        cast(null as {{ dbt.type_string() }}) as _uncast_fields

    from transactions

)

select * from conformed
