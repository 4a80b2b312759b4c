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

lines as (

    select * from {{ ref('int_sales_lines') }}

    where
        is_revenue
        and is_reported
        and line_type <> 'description'

),

lines_summed_to_products as (

    select
        product_key,
        sum(net_amount_base) as revenue_amount_base,
        count(*) as line_count,
        max(sale_date) as last_sale_date
    from lines
    group by product_key

),

alone as (

    -- a product that only the system in use knows is simply new
    select
        products.product_key,
        entities.entity_key,
        entities.org_key,
        products.source_system,
        products.connection,
        products.product_id,
        products.sku,
        products.product_name,
        'No other system of the entity has a product of this code: if it has '
        || 'another code there, say so in seeds/product_matches.csv.' as reason,
        entities.base_currency_code,
        {{ money('summed.revenue_amount_base') }} as revenue_amount_base,
        summed.line_count,
        summed.last_sale_date

    from products
    -- inner: every company has an entity (a test)
    inner join entities
        on products.company_key = entities.company_key
    -- inner: every product has its match, or itself
    inner join matches
        on products.product_key = matches.product_key
    -- inner: what was never sold is nobody's question
    inner join lines_summed_to_products as summed
        on products.product_key = summed.product_key

    where
        matches.match_type = 'none'
        and entities.is_matchable

)

select * from alone
