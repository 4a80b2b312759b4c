with

products as (

    select * from {{ ref('int_products__unmatched') }}

)

select * from products
