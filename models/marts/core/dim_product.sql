with

products as (

    select * from {{ ref('int_products__assigned') }}

)

select * from products
