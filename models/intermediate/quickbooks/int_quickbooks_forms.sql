-- Incremental by form: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='form_key',
    **stored_by(['form_key'], 'issue_date')
) }}

with

invoices as (

    select
        connection,
        invoice_id as form_id,
        'Invoice' as record_type,
        customer_id as party_id,
        'Customer' as party_type,
        customer_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        deposit_amount,
        balance_amount,
        exchange_rate,
        1 as sign,
        is_deleted,
        issue_date,
        due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__invoices') }}
    where
        {{ is_new_version(ref('stg_quickbooks__invoices'), 'invoice_id', 'Invoice') }}

),

credit_memos as (

    select
        connection,
        credit_memo_id as form_id,
        'CreditMemo' as record_type,
        customer_id as party_id,
        'Customer' as party_type,
        customer_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        coalesce(balance_amount, remaining_credit_amount) as balance_amount,
        exchange_rate,
        -1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__credit_memos') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__credit_memos'), 'credit_memo_id', 'CreditMemo'
        ) }}

),

sales_receipts as (

    select
        connection,
        sales_receipt_id as form_id,
        'SalesReceipt' as record_type,
        customer_id as party_id,
        'Customer' as party_type,
        customer_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        cast(null as numeric(19, 4)) as balance_amount,
        exchange_rate,
        1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__sales_receipts') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__sales_receipts'), 'sales_receipt_id', 'SalesReceipt'
        ) }}

),

refund_receipts as (

    select
        connection,
        refund_receipt_id as form_id,
        'RefundReceipt' as record_type,
        customer_id as party_id,
        'Customer' as party_type,
        customer_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        cast(null as numeric(19, 4)) as balance_amount,
        exchange_rate,
        -1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__refund_receipts') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__refund_receipts'),
            'refund_receipt_id',
            'RefundReceipt'
        ) }}

),

bills as (

    select
        connection,
        bill_id as form_id,
        'Bill' as record_type,
        vendor_id as party_id,
        'Vendor' as party_type,
        vendor_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        balance_amount,
        exchange_rate,
        1 as sign,
        is_deleted,
        issue_date,
        due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__bills') }}
    where {{ is_new_version(ref('stg_quickbooks__bills'), 'bill_id', 'Bill') }}

),

vendor_credits as (

    select
        connection,
        vendor_credit_id as form_id,
        'VendorCredit' as record_type,
        vendor_id as party_id,
        'Vendor' as party_type,
        vendor_name as party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        balance_amount,
        exchange_rate,
        -1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__vendor_credits') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__vendor_credits'), 'vendor_credit_id', 'VendorCredit'
        ) }}

),

purchases as (

    select
        connection,
        purchase_id as form_id,
        'Purchase' as record_type,
        party_id,
        party_type,
        party_name,
        document_number,
        private_note,
        currency_code,
        tax_calculation,
        total_amount,
        tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        cast(null as numeric(19, 4)) as balance_amount,
        exchange_rate,
        case when is_credit then -1 else 1 end as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__purchases') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__purchases'), 'purchase_id', 'Purchase'
        ) }}

),

deposits as (

    select
        connection,
        deposit_id as form_id,
        'Deposit' as record_type,
        cast(null as {{ dbt.type_string() }}) as party_id,
        cast(null as {{ dbt.type_string() }}) as party_type,
        cast(null as {{ dbt.type_string() }}) as party_name,
        cast(null as {{ dbt.type_string() }}) as document_number,
        private_note,
        currency_code,
        cast(null as {{ dbt.type_string() }}) as tax_calculation,
        total_amount,
        cast(null as numeric(19, 4)) as tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        cast(null as numeric(19, 4)) as balance_amount,
        exchange_rate,
        1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__deposits') }}
    where {{ is_new_version(ref('stg_quickbooks__deposits'), 'deposit_id', 'Deposit') }}

),

journal_entries as (

    select
        connection,
        journal_entry_id as form_id,
        'JournalEntry' as record_type,
        cast(null as {{ dbt.type_string() }}) as party_id,
        cast(null as {{ dbt.type_string() }}) as party_type,
        cast(null as {{ dbt.type_string() }}) as party_name,
        document_number,
        private_note,
        currency_code,
        cast(null as {{ dbt.type_string() }}) as tax_calculation,
        total_amount,
        cast(null as numeric(19, 4)) as tax_amount,
        cast(null as numeric(19, 4)) as deposit_amount,
        cast(null as numeric(19, 4)) as balance_amount,
        exchange_rate,
        1 as sign,
        is_deleted,
        issue_date,
        cast(null as date) as due_date,
        updated_at,
        ingestion_time,
        _uncast_fields
    from {{ ref('stg_quickbooks__journal_entries') }}
    where
        {{ is_new_version(
            ref('stg_quickbooks__journal_entries'), 'journal_entry_id', 'JournalEntry'
        ) }}

),

unioned as (

    select * from invoices
    union all
    select * from credit_memos
    union all
    select * from sales_receipts
    union all
    select * from refund_receipts
    union all
    select * from bills
    union all
    select * from vendor_credits
    union all
    select * from purchases
    union all
    select * from deposits
    union all
    select * from journal_entries

),

typed as (

    -- an id is unique only within its kind
    select
        {{ surrogate_key([
            "'quickbooks'", 'connection', "'document'", "record_type || ':' || form_id",
        ]) }} as form_key,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(record_type || ':' || form_id as {{ dbt.type_string() }}) as form_id,
        case
            when party_id is not null
                then {{ surrogate_key([
                    "'quickbooks'", 'connection', 'lower(party_type)', 'party_id',
                ]) }}
        end as party_key,
        cast(party_name as {{ dbt.type_string() }}) as party_name,
        cast(document_number as {{ dbt.type_string() }}) as document_number,
        cast(private_note as {{ dbt.type_string() }}) as private_note,
        cast(currency_code as {{ dbt.type_string() }}) as currency_code,
        cast(tax_calculation as {{ dbt.type_string() }}) as tax_calculation,
        {{ money('sign * total_amount') }} as total_amount,
        {{ money('sign * coalesce(tax_amount, 0)') }} as tax_amount,
        {{ money('coalesce(deposit_amount, 0)') }} as deposit_amount,
        {{ money('sign * balance_amount') }} as balance_amount,
        {{ measure('coalesce(nullif(exchange_rate, 0), 1)') }} as exchange_rate,
        cast(sign as {{ dbt.type_bigint() }}) as sign,
        is_deleted,
        issue_date,
        cast(due_date as date) as due_date,
        updated_at,
        cast(form_id as {{ dbt.type_string() }}) as _record_id,
        cast(record_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        cast(_uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from unioned

)

select * from typed
