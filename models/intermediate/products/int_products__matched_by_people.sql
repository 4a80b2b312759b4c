with

products as (

    select * from {{ ref('int_products__inferred') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

matches as (

    select * from {{ ref('product_matches') }}

),

coded as (

    -- of a path of names the last one is the code
    select
        products.product_key,
        entities.entity_key,
        products.connection,
        coalesce(products.product_id, products.sku) as product_id,
        products.sku,
        {{ normalized_name(regex_extract('products.sku', '([^:]*)$')) }}
            as comparable_code,
        products.is_active,
        products.is_inferred,
        coalesce(entities.reports_from, cast('0001-01-01' as date)) as reports_from,
        coalesce(entities.reports_until, cast('9999-12-31' as date)) as reports_until

    from products
    -- inner: every company has an entity (a test)
    inner join entities
        on products.company_key = entities.company_key

),

matched as (

    -- one to one: a product is matched once, with one product (tests of the seed)
    select
        coded.*,
        targets.product_key as target_key
    from coded
    left join matches
        on
            coded.entity_key = matches.entity_key
            and coded.connection = matches.connection
            and coded.product_id = matches.product_id
    left join coded as targets
        on
            matches.entity_key = targets.entity_key
            and matches.matched_connection = targets.connection
            and matches.matched_product_id = targets.product_id

)

select * from matched
