-- Incremental by row: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='posting_key',
    **stored_by(['posting_key'], 'posting_date')
) }}

with

entries as (

    select *
    from {{ ref('stg_erpnext__payment_ledger_entries') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__payment_ledger_entries'),
            'entry_id',
            'Payment Ledger Entry'
        ) }}

),

typed as (

    select
        {{ source_key('erpnext', 'payment_ledger_entry', 'entry_id') }} as posting_key,
        connection,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        ledger,
        account_id,
        {{ erpnext_party_key('party_type', 'party_id') }} as party_key,
        party_type,
        party_id,
        company_id,
        voucher_type,
        voucher_id,
        against_voucher_type,
        against_voucher_id,
        currency_code,
        {{ money('amount') }} as amount,
        {{ money('amount_base') }} as amount_base,
        -- cancelled vouchers and undone reconciliations leave their rows behind, marked
        not coalesce(is_delinked, false) and not is_deleted as is_posted,
        posting_date,
        entry_id as _record_id,
        cast('Payment Ledger Entry' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from entries

)

select * from typed
