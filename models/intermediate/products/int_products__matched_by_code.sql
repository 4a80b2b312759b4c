with

products as (

    select * from {{ ref('int_products__matched_by_people') }}

    where
        target_key is null
        and comparable_code is not null

),

codes_within_connections as (

    select
        entity_key,
        comparable_code,
        connection,
        count(distinct sku) as sku_count
    from products
    group by
        entity_key,
        comparable_code,
        connection

),

clear_codes as (

    -- the same code under two paths of one system says nothing about another system
    select
        entity_key,
        comparable_code,
        count(*) > 1 as is_shared
    from codes_within_connections
    group by
        entity_key,
        comparable_code
    having max(sku_count) = 1

),

matched as (

    -- a code is represented by what the list still has, in the system in use, else in
    -- the one that came last
    select
        products.product_key,
        clear_codes.is_shared,
        first_value(products.product_key) over (
            partition by products.entity_key, products.comparable_code
            order by
                products.is_inferred asc,
                products.reports_until desc,
                products.reports_from desc,
                products.is_active desc,
                products.product_key asc
        ) as target_key

    from products
    -- inner: only where the code is clear
    inner join clear_codes
        on
            products.entity_key = clear_codes.entity_key
            and products.comparable_code = clear_codes.comparable_code

)

select * from matched
