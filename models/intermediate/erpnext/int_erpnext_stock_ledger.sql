-- Incremental by entry: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='stock_entry_key',
    **stored_by(['stock_entry_key'], 'posting_date')
) }}

with

entries as (

    select *
    from {{ ref('stg_erpnext__stock_ledger_entries') }}
    where
        {{ is_new_version(
            ref('stg_erpnext__stock_ledger_entries'), 'entry_id', 'Stock Ledger Entry'
        ) }}

),

typed as (

    select
        {{ source_key('erpnext', 'stock_ledger_entry', 'entry_id') }}
            as stock_entry_key,
        connection,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        item_id,
        warehouse_id,
        voucher_type,
        voucher_id,
        quantity,
        {{ money('stock_value_change_amount') }} as value_change_amount_base,
        not coalesce(is_cancelled, false) and not is_deleted as is_posted,
        posting_date,
        entry_id as _record_id,
        cast('Stock Ledger Entry' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        _uncast_fields

    from entries

)

select * from typed
