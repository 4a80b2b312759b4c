-- A view: it only writes names beside the keys of a table.
{{ config(materialized='view') }}

with

lines as (

    select * from {{ ref('int_sales_lines') }}

    where
        is_revenue
        and is_reported

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

customers as (

    select * from {{ ref('int_parties__assigned') }}

    where ledger = 'receivable'

),

products as (

    select * from {{ ref('int_products__assigned') }}

),

entity_names as (

    -- connections that share an entity agree (a test), so any of their names will do
    select
        entity_key,
        min(entity_name) as entity_name
    from entities
    group by entity_key

),

enriched as (

    -- every join is one to one, by the key of the table joined
    select
        lines.line_key,
        lines.document_key as invoice_key,
        lines.customer_key,
        lines.product_key,
        lines.entity_key,
        lines.org_key,
        lines.source_system,
        lines.connection,
        entity_names.entity_name,
        lines.document_type,
        lines.document_number,
        customers.party_name as customer_name,
        coalesce(customers.parent_party_name, customers.party_name)
            as parent_customer_name,
        customers.party_group as customer_group,
        customers.territory,
        lines.cluster_name,
        lines.market,
        products.sku,
        products.product_name,
        lines.product_group,
        lines.line_type,
        lines.account_code,
        lines.description,
        lines.tracking_option_1,
        lines.tracking_option_2,
        lines.currency_code,
        lines.base_currency_code,
        lines.net_amount,
        lines.tax_amount,
        lines.net_amount_base,
        lines.unit_price_amount,
        lines.line_number,
        lines.quantity,
        products.is_inferred as is_inferred_product,
        lines.sale_date,
        {{ week_start('lines.sale_date') }} as week_start_date,
        {{ add_days(month_end(add_months('lines.sale_date', -1)), 1) }}
            as month_start_date

    from lines
    left join entity_names
        on lines.entity_key = entity_names.entity_key
    left join customers
        on lines.customer_key = customers.party_key
    left join products
        on lines.product_key = products.product_key

)

select * from enriched
