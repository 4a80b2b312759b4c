-- Incremental by line: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='ledger_line_key',
    **stored_by(['ledger_line_key'], 'entry_date')
) }}

with

entries as (

    select *
    from {{ ref('stg_erpnext__gl_entries') }}
    where {{ is_new_version(ref('stg_erpnext__gl_entries'), 'entry_id', 'GL Entry') }}

),

conformed as (

    select
        {{ source_key('erpnext', 'gl_entry', 'entry_id') }} as ledger_line_key,
        {{ erpnext_voucher_key('voucher_type', 'voucher_id') }} as journal_key,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        {{ source_key('erpnext', 'account', 'account_id') }} as account_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        cast(connection as {{ dbt.type_string() }}) as connection,
        voucher_id as source_document_id,
        voucher_type as source_document_type,
        {{ money('coalesce(debit_amount_base, 0) - coalesce(credit_amount_base, 0)') }}
            as amount_base,
        -- ERPNext does not number the lines of a voucher
        cast(0 as {{ dbt.type_bigint() }}) as line_number,
        -- a cancelled voucher keeps its lines, and their reversal, both marked
        not coalesce(is_cancelled, false) and not is_deleted as is_posted,
        posting_date as entry_date,
        cast(entry_id as {{ dbt.type_string() }}) as _record_id,
        cast('GL Entry' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from entries

)

select * from conformed
