-- Incremental by line: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='line_key',
    **stored_by(['line_key'], 'issue_date')
) }}

with

lines as (

    select *
    from {{ ref('stg_reckon__sales_lines') }}
    where
        {{ is_new_version(
            ref('stg_reckon__sales_lines'), 'sales_line_id', 'sales_line'
        ) }}

),

typed as (

    select
        {{ source_key('reckon', 'sales_line', 'sales_line_id') }} as line_key,
        {{ source_key('reckon', 'document', 'transaction_id') }} as document_key,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(transaction_id as {{ dbt.type_string() }}) as transaction_id,
        cast(transaction_type as {{ dbt.type_string() }}) as transaction_type,
        cast(document_number as {{ dbt.type_string() }}) as document_number,
        cast(purchase_order_number as {{ dbt.type_string() }}) as purchase_order_number,
        cast(customer_name as {{ dbt.type_string() }}) as customer_name,
        cast(item_path as {{ dbt.type_string() }}) as item_path,
        cast(description as {{ dbt.type_string() }}) as description,
        cast(account_name as {{ dbt.type_string() }}) as account_name,
        cast(class_name as {{ dbt.type_string() }}) as class_name,
        net_amount,
        tax_amount,
        {{ measure('unit_price_amount') }} as unit_price_amount,
        line_number,
        {{ measure('quantity') }} as quantity,
        is_deleted,
        issue_date,
        cast(sales_line_id as {{ dbt.type_string() }}) as _record_id,
        cast('sales_line' as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        cast(_uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from lines

)

select * from typed
