-- A line without its member would be lost to every inner join of the star.
with

sold as (

    select distinct
        entity_key,
        customer_key,
        product_key
    from {{ ref('int_sales_lines') }}

),

customers as (

    select * from {{ ref('int_parties__assigned') }}

    where ledger = 'receivable'

),

products as (

    select * from {{ ref('int_products__assigned') }}

)

select
    sold.entity_key,
    sold.customer_key,
    sold.product_key,
    customers.party_key is null as is_customer_missing,
    products.product_key is null as is_product_missing
from sold
left join customers
    on
        sold.customer_key = customers.party_key
        and sold.entity_key = customers.entity_key
left join products
    on
        sold.product_key = products.product_key
        and sold.entity_key = products.entity_key
where
    customers.party_key is null
    or products.product_key is null
