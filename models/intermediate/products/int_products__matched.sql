with

products as (

    select * from {{ ref('int_products__matched_by_people') }}

),

matched_by_code as (

    select * from {{ ref('int_products__matched_by_code') }}

),

named_by_people as (

    select distinct target_key
    from products
    where target_key is not null

),

matched as (

    -- the product that people name may itself be matched by its code
    select
        products.product_key,
        products.entity_key,
        coalesce(
            targets_by_code.target_key,
            products.target_key,
            matched_by_code.target_key,
            products.product_key
        ) as matched_product_key,
        case
            when products.target_key is not null then 'seed'
            when named_by_people.target_key is not null then 'seed'
            when matched_by_code.target_key <> products.product_key then 'code'
            when matched_by_code.is_shared then 'code'
            else 'none'
        end as match_type

    from products
    left join matched_by_code
        on products.product_key = matched_by_code.product_key
    left join matched_by_code as targets_by_code
        on products.target_key = targets_by_code.product_key
    left join named_by_people
        on products.product_key = named_by_people.target_key

)

select * from matched
