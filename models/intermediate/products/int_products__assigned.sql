with

products as (

    select * from {{ ref('int_products__inferred') }}

),

matches as (

    select * from {{ ref('int_products__matched') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

product_groups as (

    -- what the newer system does not know, the older one may
    select
        matches.matched_product_key as product_key,
        {{ min_text('products.product_group') }} as product_group,
        {{ min_text('products.unit_of_measure') }} as unit_of_measure
    from matches
    -- inner: a match is of a product
    inner join products
        on matches.product_key = products.product_key
    group by matches.matched_product_key

),

known as (

    -- matched products are one: the one that represents them; the joins are one to one
    select
        products.product_key,
        entities.entity_key,
        entities.org_key,
        products.source_system,
        products.connection,
        products.product_id,
        products.sku,
        products.product_name,
        coalesce(products.product_group, product_groups.product_group)
            as product_group,
        coalesce(products.unit_of_measure, product_groups.unit_of_measure)
            as unit_of_measure,
        entities.base_currency_code,
        products.sales_price_amount as sales_price_amount_base,
        products.cost_amount as cost_amount_base,
        products.is_stocked,
        products.is_inferred,
        false as is_unknown,
        products.is_active

    from products
    -- inner: every company has an entity (a test)
    inner join entities
        on products.company_key = entities.company_key
    -- inner: only those that represent themselves
    inner join matches
        on
            products.product_key = matches.product_key
            and products.product_key = matches.matched_product_key
    left join product_groups
        on products.product_key = product_groups.product_key

),

unknown as (

    select distinct
        {{ surrogate_key(["'unknown'", 'entity_key', "'product'"]) }} as product_key,
        entity_key,
        org_key,
        cast(null as {{ dbt.type_string() }}) as source_system,
        cast(null as {{ dbt.type_string() }}) as connection,
        cast(null as {{ dbt.type_string() }}) as product_id,
        cast(null as {{ dbt.type_string() }}) as sku,
        'Unknown product' as product_name,
        cast(null as {{ dbt.type_string() }}) as product_group,
        cast(null as {{ dbt.type_string() }}) as unit_of_measure,
        base_currency_code,
        cast(null as numeric(19, 4)) as sales_price_amount_base,
        cast(null as numeric(19, 4)) as cost_amount_base,
        false as is_stocked,
        false as is_inferred,
        true as is_unknown,
        true as is_active

    from entities

),

assigned as (

    select * from known
    union all
    select * from unknown

)

select * from assigned
