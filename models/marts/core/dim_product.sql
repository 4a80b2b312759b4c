-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'product_key'])) }}

with

products as (

    select * from {{ ref('int_products__assigned') }}

)

select * from products
