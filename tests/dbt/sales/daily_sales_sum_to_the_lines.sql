with

days as (

    select
        entity_key,
        base_currency_code,
        sum(revenue_amount_base) as revenue_amount_base,
        sum(quantity) as quantity,
        sum(line_count) as line_count
    from {{ ref('sales_daily') }}
    group by
        entity_key,
        base_currency_code

),

lines as (

    select
        entity_key,
        base_currency_code,
        sum(net_amount_base) as revenue_amount_base,
        sum(coalesce(quantity, 0)) as quantity,
        count(*) as line_count
    from {{ ref('fct_sales_line') }}
    group by
        entity_key,
        base_currency_code

)

select
    coalesce(days.entity_key, lines.entity_key) as entity_key,
    days.revenue_amount_base,
    lines.revenue_amount_base as line_revenue_amount_base,
    days.quantity,
    lines.quantity as line_quantity,
    days.line_count,
    lines.line_count as line_line_count
from days
full outer join lines
    on
        days.entity_key = lines.entity_key
        and days.base_currency_code = lines.base_currency_code
where
    days.entity_key is null
    or lines.entity_key is null
    or days.revenue_amount_base <> lines.revenue_amount_base
    or days.quantity <> lines.quantity
    or days.line_count <> lines.line_count
