-- A view: it only lists the lines of every kind of document, for the one model that
-- reads them.
{{ config(materialized='view') }}

with

invoice_lines as (

    select * from {{ ref('stg_xero__invoice_lines') }}

),

credit_note_lines as (

    select * from {{ ref('stg_xero__credit_note_lines') }}

),

overpayment_lines as (

    select * from {{ ref('stg_xero__overpayment_lines') }}

),

prepayment_lines as (

    select * from {{ ref('stg_xero__prepayment_lines') }}

),

bank_transaction_lines as (

    select * from {{ ref('stg_xero__bank_transaction_lines') }}

),

unioned as (

    select
        connection,
        invoice_id as document_id,
        'invoice' as record_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        line_amount,
        tax_amount,
        line_number,
        unit_price_amount,
        quantity,
        ingestion_time,
        _uncast_fields
    from invoice_lines
    union all
    select
        connection,
        credit_note_id as document_id,
        'credit_note' as record_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        line_amount,
        tax_amount,
        line_number,
        unit_price_amount,
        quantity,
        ingestion_time,
        _uncast_fields
    from credit_note_lines
    union all
    select
        connection,
        overpayment_id as document_id,
        'overpayment' as record_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        line_amount,
        tax_amount,
        line_number,
        unit_price_amount,
        quantity,
        ingestion_time,
        _uncast_fields
    from overpayment_lines
    union all
    select
        connection,
        prepayment_id as document_id,
        'prepayment' as record_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        line_amount,
        tax_amount,
        line_number,
        unit_price_amount,
        quantity,
        ingestion_time,
        _uncast_fields
    from prepayment_lines
    union all
    select
        connection,
        bank_transaction_id as document_id,
        'bank_transaction' as record_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        line_amount,
        tax_amount,
        line_number,
        unit_price_amount,
        quantity,
        ingestion_time,
        _uncast_fields
    from bank_transaction_lines

)

select * from unioned
