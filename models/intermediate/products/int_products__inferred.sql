with

products as (

    select * from {{ ref('int_products__unioned') }}

),

lines as (

    select * from {{ ref('int_document_lines__unioned') }}

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

seen_on_lines as (

    select
        {{ surrogate_key([
            'skus_on_lines.company_key',
            "'sku'",
            'skus_on_lines.sku',
        ]) }} as product_key,
        skus_on_lines.company_key,
        skus_on_lines.source_system,
        skus_on_lines.connection,
        skus_on_lines.sku
    from skus_on_lines
    left join products
        on
            skus_on_lines.company_key = products.company_key
            and skus_on_lines.sku = products.sku
    where products.product_key is null

),

inferred as (

    select
        product_key,
        company_key,
        source_system,
        connection,
        product_id,
        sku,
        product_name,
        product_group,
        unit_of_measure,
        sales_price_amount,
        cost_amount,
        is_stocked,
        false as is_inferred,
        is_active
    from products
    union all
    select
        product_key,
        company_key,
        source_system,
        connection,
        null as product_id,
        sku,
        sku as product_name,
        {{ regex_extract('sku', '^([^:]*):') }} as product_group,
        null as unit_of_measure,
        null as sales_price_amount,
        null as cost_amount,
        false as is_stocked,
        true as is_inferred,
        true as is_active
    from seen_on_lines

)

select * from inferred
