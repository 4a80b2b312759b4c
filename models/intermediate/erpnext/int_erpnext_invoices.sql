-- Incremental by invoice: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='invoice_key',
    **stored_by(['invoice_key'], 'issue_date')
) }}

with

sales_invoices as (

    select
        connection,
        invoice_id,
        'Sales Invoice' as voucher_type,
        'receivable' as ledger,
        'Customer' as party_type,
        customer_id as party_id,
        customer_name as party_name,
        receivable_account_id as party_account_id,
        company_id,
        return_against_id,
        cast(null as {{ dbt.type_string() }}) as consolidated_invoice_id,
        status,
        reference,
        invoice_id as document_number,
        currency_code,
        party_currency_code,
        grand_total_amount,
        grand_total_amount_base,
        rounded_total_amount,
        rounded_total_amount_base,
        outstanding_amount,
        paid_amount,
        paid_amount_base,
        write_off_amount,
        exchange_rate,
        docstatus,
        is_return,
        is_pos as is_paid_at_once,
        updates_own_outstanding,
        is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_erpnext__sales_invoices') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__sales_invoices'), 'invoice_id', 'Sales Invoice'
        ) }}

),

pos_invoices as (

    select
        connection,
        invoice_id,
        'POS Invoice' as voucher_type,
        'receivable' as ledger,
        'Customer' as party_type,
        customer_id as party_id,
        customer_name as party_name,
        receivable_account_id as party_account_id,
        company_id,
        return_against_id,
        consolidated_invoice_id,
        status,
        reference,
        invoice_id as document_number,
        currency_code,
        party_currency_code,
        grand_total_amount,
        grand_total_amount_base,
        rounded_total_amount,
        rounded_total_amount_base,
        outstanding_amount,
        paid_amount,
        paid_amount_base,
        write_off_amount,
        exchange_rate,
        docstatus,
        is_return,
        is_pos as is_paid_at_once,
        updates_own_outstanding,
        is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_erpnext__pos_invoices') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__pos_invoices'), 'invoice_id', 'POS Invoice'
        ) }}

),

purchase_invoices as (

    select
        connection,
        invoice_id,
        'Purchase Invoice' as voucher_type,
        'payable' as ledger,
        'Supplier' as party_type,
        supplier_id as party_id,
        supplier_name as party_name,
        payable_account_id as party_account_id,
        company_id,
        return_against_id,
        cast(null as {{ dbt.type_string() }}) as consolidated_invoice_id,
        status,
        invoice_id as reference,
        coalesce(bill_number, invoice_id) as document_number,
        currency_code,
        party_currency_code,
        grand_total_amount,
        grand_total_amount_base,
        rounded_total_amount,
        rounded_total_amount_base,
        outstanding_amount,
        paid_amount,
        paid_amount_base,
        write_off_amount,
        exchange_rate,
        docstatus,
        is_return,
        is_paid as is_paid_at_once,
        updates_own_outstanding,
        is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_erpnext__purchase_invoices') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__purchase_invoices'), 'invoice_id', 'Purchase Invoice'
        ) }}

),

unioned as (

    select * from sales_invoices
    union all
    select * from pos_invoices
    union all
    select * from purchase_invoices

),

kept as (

    -- what is open is kept in the currency of the party's account: the invoice's own,
    -- or the company's
    select
        *,
        coalesce(party_currency_code, currency_code) = currency_code
            as is_in_own_currency
    from unioned

),

conformed as (

    select
        {{ erpnext_voucher_key('voucher_type', 'invoice_id') }} as invoice_key,
        -- money that changed hands on the invoice itself is a payment of its own
        {{ surrogate_key([
            "'erpnext'", 'connection', 'voucher_type', 'invoice_id', "'paid at once'"
        ]) }} as paid_at_once_key,
        connection,
        invoice_id,
        voucher_type,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(
            case
                when voucher_type = 'POS Invoice' and is_return then 'refund_receipt'
                when voucher_type = 'POS Invoice' then 'sales_receipt'
                when is_return then 'credit_note'
                else 'invoice'
            end as {{ dbt.type_string() }}
        ) as document_type,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        company_id,
        case
            when party_id is not null
                then {{ erpnext_party_key('party_type', 'party_id') }}
        end as party_key,
        party_id,
        party_name,
        party_account_id,
        return_against_id,
        status,
        reference,
        document_number,
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
        coalesce(is_paid_at_once, false) as is_paid_at_once,
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
        cast(voucher_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from kept

)

select * from conformed
