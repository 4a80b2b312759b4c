-- Incremental by row of the export: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='receivable_key',
    **stored_by(['receivable_key'], 'issue_date')
) }}

with

receivables as (

    select *
    from {{ ref('stg_reckon__invoices') }}
    where
        {{ is_new_version(ref('stg_reckon__invoices'), 'receivable_id', 'receivable') }}

),

typed as (

    select
        {{ source_key('reckon', 'receivable', 'receivable_id') }} as receivable_key,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(transaction_id as {{ dbt.type_string() }}) as transaction_id,
        cast(transaction_type as {{ dbt.type_string() }}) as transaction_type,
        cast(document_number as {{ dbt.type_string() }}) as document_number,
        cast(purchase_order_number as {{ dbt.type_string() }}) as purchase_order_number,
        cast(customer_name as {{ dbt.type_string() }}) as customer_name,
        total_amount,
        tax_amount,
        open_amount,
        is_deleted,
        issue_date,
        due_date,
        report_date,
        cast(receivable_id as {{ dbt.type_string() }}) as _record_id,
        cast('receivable' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        cast(_uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from receivables

)

select * from typed
