-- A view: it adds to the table of lines what the list of items says of each.
{{ config(materialized='view') }}

with

lines as (

    select * from {{ ref('int_reckon_sales_lines') }}

    where not is_deleted

),

products as (

    select * from {{ ref('stg_reckon__products') }}

),

typed as (

    select
        lines.*,
        coalesce(lower(products.item_type), '') as item_type
    from lines
    left join products
        on
            lines.connection = products.connection
            and lines.item_path = products.product_id

),

counted as (

    -- a subtotal repeats what stands above it, so it counts nothing
    select
        line_key,
        document_key,
        connection,
        transaction_id,
        transaction_type,
        document_number,
        purchase_order_number,
        customer_name,
        item_path,
        description,
        account_name,
        class_name,
        case
            when item_type = 'subtotal' then 'description'
            when item_path is null then 'account'
            else 'item'
        end as line_type,
        {{ money("case when item_type = 'subtotal' then 0 else net_amount end") }}
            as net_amount,
        {{ money("
            case when item_type = 'subtotal' then 0 else coalesce(tax_amount, 0) end
        ") }} as tax_amount,
        unit_price_amount,
        line_number,
        quantity,
        item_type = 'subtotal' as is_subtotal,
        -- a payment or tax keyed as an item is no sale
        item_type not in ('payment', 'sales tax item') as is_revenue,
        issue_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields

    from typed

)

select * from counted
