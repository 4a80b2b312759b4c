with

products as (

    select * from {{ ref('stg_reckon__products') }}

),

conformed as (

    select
        {{ source_key('reckon', 'item', 'product_id') }} as product_key,
        {{ company_key('reckon') }} as company_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        product_id,
        item_path as sku,
        coalesce(description, {{ regex_extract('item_path', '([^:]*)$') }})
            as product_name,
        -- items are grouped by their path
        {{ regex_extract('item_path', '^([^:]*):') }} as product_group,
        cast(null as {{ dbt.type_string() }}) as unit_of_measure,
        sales_price_amount,
        cost_amount,
        coalesce(lower(item_type) in ('inventory part', 'inventory assembly'), false)
            as is_stocked,
        coalesce(lower(active_status), 'active') = 'active' and not is_deleted
            as is_active

    from products

)

select * from conformed
