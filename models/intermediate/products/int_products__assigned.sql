with

products as (

    select * from {{ ref('int_products__unioned') }}

),

lines as (

    select * from {{ ref('int_document_lines__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

known as (

    select
        products.product_key,
        entities.entity_key,
        entities.org_key,
        products.source_system,
        products.connection,
        products.product_id,
        products.sku,
        products.product_name,
        products.product_group,
        products.unit_of_measure,
        entities.base_currency_code,
        products.sales_price_amount as sales_price_amount_base,
        products.cost_amount as cost_amount_base,
        products.is_stocked,
        false as is_inferred,
        false as is_unknown,
        products.is_active

    from products
    -- inner: every company has an entity (a test)
    inner join entities
        on products.company_key = entities.company_key

),

skus_on_lines as (

    select
        company_key,
        source_system,
        connection,
        sku
    from lines
    where sku is not null
    group by
        company_key,
        source_system,
        connection,
        sku

),

inferred as (

    select
        {{ surrogate_key([
            'skus_on_lines.source_system',
            'skus_on_lines.connection',
            "'sku'",
            'skus_on_lines.sku',
        ]) }} as product_key,
        entities.entity_key,
        entities.org_key,
        skus_on_lines.source_system,
        skus_on_lines.connection,
        cast(null as {{ dbt.type_string() }}) as product_id,
        skus_on_lines.sku,
        skus_on_lines.sku as product_name,
        cast(null as {{ dbt.type_string() }}) as product_group,
        cast(null as {{ dbt.type_string() }}) as unit_of_measure,
        entities.base_currency_code,
        cast(null as numeric(19, 4)) as sales_price_amount_base,
        cast(null as numeric(19, 4)) as cost_amount_base,
        false as is_stocked,
        true as is_inferred,
        false as is_unknown,
        true as is_active

    from skus_on_lines
    -- inner: every company has an entity (a test)
    inner join entities
        on skus_on_lines.company_key = entities.company_key
    left join products
        on
            skus_on_lines.company_key = products.company_key
            and skus_on_lines.sku = products.sku
    where products.product_key is null

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
    select * from inferred
    union all
    select * from unknown

)

select * from assigned
