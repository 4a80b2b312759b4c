with

products as (

    select * from {{ ref('int_products__inferred') }}

),

matches as (

    select * from {{ ref('int_products__matched') }}

),

assigned as (

    select * from {{ ref('int_products__assigned') }}

),

coded as (

    -- a code that was given away again is the live product's
    select
        products.company_key,
        products.product_id,
        products.sku,
        assigned.product_key,
        assigned.product_group,
        {{ normalized_name("coalesce(assigned.product_group, '')") }}
            as comparable_group,
        row_number() over (
            partition by products.company_key, products.sku
            order by products.is_active desc, products.product_key asc
        ) = 1 as speaks_for_sku

    from products
    -- inner: every product has its match, and the match is in the list (a test)
    inner join matches
        on products.product_key = matches.product_key
    inner join assigned
        on matches.matched_product_key = assigned.product_key

)

select * from coded
