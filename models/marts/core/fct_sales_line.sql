-- A view: the lines are one table already, and a copy of it would be the largest mart.
{{ config(materialized='view') }}

with

lines as (

    select * from {{ ref('int_sales_lines') }}

),

sales as (

    select
        line_key,
        document_key as invoice_key,
        customer_key,
        product_key,
        entity_key,
        org_key,
        source_system,
        connection,
        document_type,
        document_number,
        line_type,
        account_code,
        description,
        cluster_name,
        market,
        product_group,
        currency_code,
        base_currency_code,
        net_amount,
        tax_amount,
        net_amount_base,
        unit_price_amount,
        line_number,
        quantity,
        sale_date

    from lines

    where
        is_revenue
        and is_reported

)

select * from sales
