with

items as (

    select * from {{ ref('stg_xero__items') }}

),

conformed as (

    select
        {{ source_key('xero', 'item', 'item_id') }} as product_key,
        {{ company_key('xero') }} as company_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        connection,
        item_id as product_id,
        item_code as sku,
        coalesce(item_name, description, item_code) as product_name,
        -- Xero has neither groups of items nor units of measure
        cast(null as {{ dbt.type_string() }}) as product_group,
        cast(null as {{ dbt.type_string() }}) as unit_of_measure,
        {{ money('sales_price_amount') }} as sales_price_amount,
        {{ money('cost_amount') }} as cost_amount,
        coalesce(is_stocked, false) as is_stocked,
        not is_deleted as is_active

    from items

)

select * from conformed
