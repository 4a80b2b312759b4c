-- Incremental by invoice: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='invoice_key',
    **stored_by(['invoice_key'], 'issue_date')
) }}

with

invoices as (

    -- what is open is kept in the currency of the party's account: the invoice's own,
    -- or the company's
    select
        *,
        record_type = 'Purchase Invoice' as is_purchase,
        coalesce(party_currency_code, currency_code) = currency_code
            as is_in_own_currency
    from {{ ref('stg_erpnext__invoices') }}
    where {{ is_new_version(ref('stg_erpnext__invoices'), 'invoice_id') }}

),

conformed as (

    select
        {{ erpnext_voucher_key('record_type', 'invoice_id') }} as invoice_key,
        -- money that changed hands on the invoice itself is a payment of its own
        {{ surrogate_key([
            "'erpnext'", 'connection', 'record_type', 'invoice_id', "'paid at once'"
        ]) }} as paid_at_once_key,
        connection,
        invoice_id,
        record_type as voucher_type,
        cast(
            case when is_purchase then 'payable' else 'receivable' end
            as {{ dbt.type_string() }}
        ) as ledger,
        cast(
            case
                when record_type = 'POS Invoice' and is_return then 'refund_receipt'
                when record_type = 'POS Invoice' then 'sales_receipt'
                when is_return then 'credit_note'
                else 'invoice'
            end as {{ dbt.type_string() }}
        ) as document_type,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        company_id,
        case
            when party_id is not null
                then {{ erpnext_party_key(
                    "case when is_purchase then 'Supplier' else 'Customer' end",
                    'party_id',
                ) }}
        end as party_key,
        party_id,
        party_name,
        party_account_id,
        return_against_id,
        status,
        case when is_purchase then invoice_id else reference end as reference,
        case when is_purchase then coalesce(bill_number, invoice_id) else invoice_id end
            as document_number,
        coalesce(party_currency_code, currency_code) as currency_code,
        -- what is owed is rounded where the company rounds
        {{ money('
            case
                when is_in_own_currency
                    then coalesce(nullif(rounded_total_amount, 0), grand_total_amount)
                else
                    coalesce(
                        nullif(rounded_total_amount_base, 0), grand_total_amount_base
                    )
            end
        ') }} as total_amount,
        {{ money('outstanding_amount') }} as outstanding_amount,
        {{ money('
            case when is_in_own_currency then paid_amount else paid_amount_base end
        ') }} as paid_amount,
        {{ money('write_off_amount') }} as write_off_amount,
        {{ measure('
            case when is_in_own_currency then coalesce(exchange_rate, 1) else 1 end
        ') }} as exchange_rate,
        is_in_own_currency,
        coalesce(is_return, false) as is_return,
        coalesce(case when is_purchase then is_paid else is_pos end, false)
            as is_paid_at_once,
        -- a return that stands for itself is an item; any other lowers its invoice
        coalesce(is_return, false)
        and return_against_id is not null
        and not coalesce(updates_own_outstanding, false) as is_set_off,
        docstatus = 1
        and not is_deleted
        and consolidated_invoice_id is null as is_posted,
        is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        cast(invoice_id as {{ dbt.type_string() }}) as _record_id,
        cast(record_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from invoices

)

select * from conformed
