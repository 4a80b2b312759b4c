-- Incremental by payment: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='payment_key',
    **stored_by(['payment_key'], 'payment_date')
) }}

with

payments as (

    select *
    from {{ ref('int_payments__quickbooks') }}
    where {{ is_newly_built('int_payments__quickbooks') }}

),

lines as (

    select * from {{ ref('stg_quickbooks__payment_lines') }}

    where {{ is_line_of('payments', 'payment_id') }}

),

typed as (

    -- left: a payment of nothing holds its place, or it would look new for ever
    select
        payments.payment_key,
        payments.company_key,
        payments.party_key,
        payments.connection,
        payments.ledger,
        -- a cheque, card or cash expense is a Purchase, whatever the link calls it
        case
            when
                lines.linked_type in (
                    'Expense',
                    'Check',
                    'CreditCardCredit',
                    'CashPurchase',
                    'CreditCardCharge'
                )
                then 'Purchase'
            else cast(lines.linked_type as {{ dbt.type_string() }})
        end as linked_type,
        cast(lines.linked_id as {{ dbt.type_string() }}) as linked_id,
        cast(lines.linked_line_id as {{ dbt.type_string() }}) as linked_line_id,
        {{ money('coalesce(lines.amount, 0)') }} as amount,
        cast(coalesce(lines.row_number, 0) as {{ dbt.type_bigint() }}) as line_number,
        payments.is_posted,
        payments.payment_date,
        payments._record_id,
        payments._record_type,
        payments._ingested_at,
        cast(lines._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from payments
    left join lines
        on
            payments.connection = lines.connection
            and payments._record_id = lines.payment_id
            and payments._record_type = lines.record_type
            and payments._ingested_at = lines.ingestion_time

)

select * from typed
