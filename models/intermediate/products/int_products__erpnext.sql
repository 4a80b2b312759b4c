with

items as (

    select * from {{ ref('stg_erpnext__items') }}

),

companies as (

    select * from {{ ref('int_entities__erpnext') }}

),

conformed as (

    select
        {{ surrogate_key([
            "'erpnext'", 'items.connection', 'companies.company_code', "'item'",
            'items.item_id',
        ]) }} as product_key,
        companies.company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        items.connection,
        items.item_id as product_id,
        items.item_id as sku,
        items.item_name as product_name,
        items.item_group_id as product_group,
        items.unit_of_measure,
        {{ money('items.sales_price_amount') }} as sales_price_amount,
        {{ money('items.cost_amount') }} as cost_amount,
        coalesce(items.is_stocked, false) as is_stocked,
        not coalesce(items.is_disabled, false) and not items.is_deleted as is_active

    from items
    -- inner: the catalogue is the site's, and each of its companies sells from it
    inner join companies
        on items.connection = companies.connection

)

select * from conformed
