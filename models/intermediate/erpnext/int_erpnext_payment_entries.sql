-- Incremental by payment: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='payment_key',
    **stored_by(['payment_key'], 'payment_date')
) }}

with

payments as (

    select
        *,
        payment_id as _record_id,
        'Payment Entry' as _record_type,
        ingestion_time as _ingested_at
    from {{ ref('stg_erpnext__payment_entries') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__payment_entries'), 'payment_id', 'Payment Entry'
        ) }}

),

payment_references as (

    select *
    from {{ ref('stg_erpnext__payment_entry_references') }}
    where {{ is_line_of('payments', 'payment_id') }}

),

promised as (

    -- money for an order is on account until there is an invoice
    select
        payments.connection,
        payments.payment_id,
        sum(payment_references.allocated_amount) as amount
    from payments
    inner join payment_references
        on
            payments.connection = payment_references.connection
            and payments.payment_id = payment_references.payment_id
            and payments.ingestion_time = payment_references.ingestion_time
    where payment_references.reference_type in ('Sales Order', 'Purchase Order')
    group by
        payments.connection,
        payments.payment_id

),

typed as (

    -- the party's account is on the side that the money leaves or reaches
    select
        {{ erpnext_voucher_key(
            "'Payment Entry'", 'payments.payment_id', 'payments.connection'
        ) }} as payment_key,
        payments.connection,
        payments.payment_id,
        {{ company_key('erpnext', 'payments.connection', 'payments.company_id') }}
            as company_key,
        payments.company_id,
        payments.party_type,
        payments.party_id,
        {{ erpnext_party_key('payments.party_type', 'payments.party_id') }}
            as party_key,
        case when payments.party_type = 'Customer' then 'receivable' else 'payable' end
            as ledger,
        case when payments.payment_type = 'Receive' then 'in' else 'out' end
            as direction,
        case
            when payments.payment_type = 'Receive' then payments.paid_to_account_id
            else payments.paid_from_account_id
        end as bank_account_id,
        payments.payment_method,
        payments.reference,
        payments.status,
        case
            when payments.payment_type = 'Receive'
                then payments.paid_from_currency_code
            else payments.paid_to_currency_code
        end as currency_code,
        {{ money("
            case
                when payments.payment_type = 'Receive' then payments.paid_amount
                else payments.received_amount
            end
        ") }} as amount,
        {{ money('payments.unallocated_amount + coalesce(promised.amount, 0)') }}
            as unallocated_amount,
        {{ measure("
            coalesce(
                nullif(
                    case
                        when payments.payment_type = 'Receive'
                            then payments.source_exchange_rate
                        else payments.target_exchange_rate
                    end,
                    0
                ),
                1
            )
        ") }} as exchange_rate,
        payments.docstatus = 1
        and payments.party_id is not null
        and not payments.is_deleted as is_posted,
        payments.clearance_date is not null as is_bank_reconciled,
        payments.payment_date,
        payments.updated_at_local,
        cast(payments.payment_id as {{ dbt.type_string() }}) as _record_id,
        cast('Payment Entry' as {{ dbt.type_string() }}) as _record_type,
        payments.ingestion_time as _ingested_at,
        payments._uncast_fields

    from payments
    left join promised
        on
            payments.connection = promised.connection
            and payments.payment_id = promised.payment_id

)

select * from typed
