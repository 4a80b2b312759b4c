-- A view: it adds a date to the rows of a table.
{{ config(materialized='view') }}

with

sales as (

    select * from {{ ref('int_sales__summed_to_days') }}

),

dated as (

    select
        customer_key,
        entity_key,
        org_key,
        cluster_name,
        market,
        product_group,
        base_currency_code,
        revenue_amount_base,
        quantity,
        line_count,
        sale_date,
        {{ add_months('sale_date', -12) }} as prior_year_date

    from sales

)

select * from dated
