-- Incremental by payment: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='payment_key',
    **stored_by(['payment_key'], 'payment_date')
) }}

with

payments as (

    select *
    from {{ ref('stg_xero__payments') }}
    where {{ is_new_version(ref('stg_xero__payments'), 'payment_id', 'payment') }}

),

named as (

    -- one stream holds payments and the refunds of credits; exactly one of the four ids
    -- is filled, and old payloads put a refunded credit note where the invoice stands
    select
        *,
        coalesce(invoice_id, credit_note_id, overpayment_id, prepayment_id)
            as settled_document_id,
        case
            when payment_type like 'ACCREC%' then 'receivable'
            when payment_type like 'AR%' then 'receivable'
            when payment_type like 'ACCPAY%' then 'payable'
            when payment_type like 'AP%' then 'payable'
        end as ledger,
        case
            when payment_type in ('ACCRECPAYMENT', 'ACCPAYPAYMENT') then 'payment'
            else 'refund'
        end as kind

    from payments

),

conformed as (

    select
        {{ source_key('xero', 'payment', 'payment_id') }} as payment_key,
        {{ company_key('xero') }} as company_key,
        case
            when contact_id is not null
                then {{ source_key('xero', 'contact', 'contact_id') }}
        end as party_key,
        case
            when settled_document_id is not null
                then {{ source_key('xero', 'document', 'settled_document_id') }}
        end as settled_document_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(payment_id as {{ dbt.type_string() }}) as payment_id,
        batch_payment_id as batch_id,
        bank_account_id,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(
            case
                when (ledger = 'receivable') = (kind = 'payment') then 'in'
                else 'out'
            end as {{ dbt.type_string() }}
        ) as direction,
        cast(kind as {{ dbt.type_string() }}) as payment_type,
        -- Xero does not say how money was paid
        cast(null as {{ dbt.type_string() }}) as payment_method,
        reference,
        status,
        currency_code,
        amount,
        -- Xero leaves nothing on a payment: what is over is an overpayment
        {{ money('0') }} as reported_outstanding_amount,
        {{ measure('1') }} as rate_multiplier,
        {{ measure('coalesce(nullif(currency_rate, 0), 1)') }} as rate_divisor,
        coalesce(status = 'AUTHORISED', false) and not is_deleted as is_posted,
        coalesce(is_bank_reconciled, false) as is_bank_reconciled,
        payment_date,
        updated_at,
        cast(payment_id as {{ dbt.type_string() }}) as _record_id,
        cast('payment' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from named

)

select * from conformed
