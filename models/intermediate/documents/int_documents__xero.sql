-- Incremental by document: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='document_key',
    **stored_by(['document_key'], 'issue_date')
) }}

with

documents as (

    select * from {{ ref('stg_xero__documents') }}

    where {{ is_new_version(ref('stg_xero__documents'), 'document_id') }}

),

sided as (

    -- a credit lowers what is owed, so all of its amounts turn negative
    select
        *,
        case
            when vendor_type like 'ACCREC%' then 'receivable'
            when vendor_type like 'RECEIVE%' then 'receivable'
            when vendor_type like 'ACCPAY%' then 'payable'
            when vendor_type like 'SPEND%' then 'payable'
        end as ledger,
        case
            when record_type <> 'bank_transaction' then record_type
            when vendor_type = 'RECEIVE' then 'sales_receipt'
            when vendor_type = 'SPEND' then 'cash_purchase'
            else 'bank_side_of_advance'
        end as document_type,
        case
            when record_type in ('invoice', 'bank_transaction') then 1
            else -1
        end as sign

    from documents

),

conformed as (

    -- Xero's ids are unique across kinds, and old payloads name a credit note where an
    -- invoice should stand: one object type for all of them finds it
    select
        {{ source_key('xero', 'document', 'document_id') }} as document_key,
        {{ company_key('xero') }} as company_key,
        case
            when contact_id is not null
                then {{ source_key('xero', 'contact', 'contact_id') }}
        end as party_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(document_id as {{ dbt.type_string() }}) as document_id,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(document_type as {{ dbt.type_string() }}) as document_type,
        document_number,
        reference,
        status,
        contact_name as party_name,
        currency_code,
        {{ money('sign * net_amount') }} as net_amount,
        {{ money('sign * tax_amount') }} as tax_amount,
        {{ money('sign * total_amount') }} as total_amount,
        {{ money('sign * reported_outstanding_amount') }}
            as reported_outstanding_amount,
        {{ measure('1') }} as rate_multiplier,
        {{ measure('coalesce(nullif(currency_rate, 0), 1)') }} as rate_divisor,
        -- the bank's side of an advance is money that the advance itself brings
        coalesce(status in ('AUTHORISED', 'PAID'), false)
        and document_type <> 'bank_side_of_advance'
        and not is_deleted as is_posted,
        document_type in ('invoice', 'credit_note', 'overpayment', 'prepayment')
            as is_open_item,
        -- a prepayment posts to its line's account instead
        document_type in ('invoice', 'credit_note', 'overpayment')
            as is_in_control_account,
        coalesce(lower(line_amount_types) = 'inclusive', false) as is_tax_inclusive,
        is_deleted,
        issue_date,
        -- a credit is never late: it ages from its own date
        case
            when record_type = 'invoice' then due_date
            when record_type = 'bank_transaction' then issue_date
        end as due_date,
        issue_date as ledger_date,
        updated_at,
        cast(document_id as {{ dbt.type_string() }}) as _record_id,
        cast(record_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from sided

)

select * from conformed
