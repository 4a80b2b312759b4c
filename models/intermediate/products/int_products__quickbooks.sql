with

items as (

    select * from {{ ref('stg_quickbooks__items') }}

    -- a category is no product
    where coalesce(item_type, '') <> 'Category'

),

conformed as (

    select
        {{ source_key('quickbooks', 'item', 'item_id') }} as product_key,
        {{ company_key('quickbooks') }} as company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        item_id as product_id,
        -- without a code the path of names is what people call it
        coalesce(sku, item_path, item_name) as sku,
        item_name as product_name,
        {{ regex_extract('item_path', '^([^:]*):') }} as product_group,
        cast(null as {{ dbt.type_string() }}) as unit_of_measure,
        {{ money('sales_price_amount') }} as sales_price_amount,
        {{ money('cost_amount') }} as cost_amount,
        coalesce(is_stocked, false) as is_stocked,
        coalesce(is_active, true) and not is_deleted as is_active

    from items

)

select * from conformed
