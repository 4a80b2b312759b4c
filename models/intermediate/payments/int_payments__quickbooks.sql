-- Incremental by payment: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='payment_key',
    **stored_by(['payment_key'], 'payment_date')
) }}

with

payments as (

    select *
    from {{ ref('stg_quickbooks__payments') }}
    where
        {{ is_new_version(ref('stg_quickbooks__payments'), 'payment_id', 'Payment') }}

),

bill_payments as (

    select *
    from {{ ref('stg_quickbooks__bill_payments') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__bill_payments'), 'bill_payment_id', 'BillPayment'
        ) }}

),

unioned as (

    select
        connection,
        payment_id,
        'Payment' as record_type,
        'receivable' as ledger,
        {{ source_key('quickbooks', 'customer', 'customer_id') }} as payer_key,
        customer_id as party_id,
        deposit_account_id as bank_account_id,
        payment_method,
        reference,
        private_note,
        currency_code,
        total_amount,
        unapplied_amount,
        exchange_rate,
        is_deleted,
        issue_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from payments
    union all
    select
        connection,
        bill_payment_id as payment_id,
        'BillPayment' as record_type,
        'payable' as ledger,
        {{ source_key('quickbooks', 'vendor', 'vendor_id') }} as payer_key,
        vendor_id as party_id,
        coalesce(bank_account_id, card_account_id) as bank_account_id,
        payment_method,
        reference,
        private_note,
        currency_code,
        total_amount,
        -- QuickBooks does not say what a payment to a supplier leaves open
        null as unapplied_amount,
        exchange_rate,
        is_deleted,
        issue_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from bill_payments

),

conformed as (

    select
        {{ surrogate_key([
            "'quickbooks'",
            'connection',
            "'document'",
            "record_type || ':' || payment_id",
        ]) }} as payment_key,
        {{ company_key('quickbooks') }} as company_key,
        case when party_id is not null then payer_key end as party_key,
        -- a payment may settle several documents: see its settlements
        cast(null as {{ dbt.type_string() }}) as settled_document_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(record_type || ':' || payment_id as {{ dbt.type_string() }}) as payment_id,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        cast(bank_account_id as {{ dbt.type_string() }}) as bank_account_id,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(
            case when ledger = 'receivable' then 'in' else 'out' end
            as {{ dbt.type_string() }}
        ) as direction,
        cast('payment' as {{ dbt.type_string() }}) as payment_type,
        cast(payment_method as {{ dbt.type_string() }}) as payment_method,
        cast(reference as {{ dbt.type_string() }}) as reference,
        cast(
            case
                when is_deleted then 'Deleted'
                when total_amount = 0 and lower(private_note) like 'voided%'
                    then 'Voided'
                else 'Posted'
            end as {{ dbt.type_string() }}
        ) as status,
        cast(currency_code as {{ dbt.type_string() }}) as currency_code,
        {{ money('total_amount') }} as amount,
        {{ money('-unapplied_amount') }} as reported_outstanding_amount,
        {{ measure('coalesce(nullif(exchange_rate, 0), 1)') }}
            as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        not is_deleted as is_posted,
        -- QuickBooks does not say
        cast(null as boolean) as is_bank_reconciled,
        issue_date as payment_date,
        updated_at,
        cast(payment_id as {{ dbt.type_string() }}) as _record_id,
        cast(record_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        cast(_uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from unioned

)

select * from conformed
