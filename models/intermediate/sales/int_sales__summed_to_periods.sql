with

periods as (

    select * from {{ ref('int_periods') }}

),

lines as (

    -- only as far back as the longest period: history need not be read
    select * from {{ ref('int_sales_lines') }}

    where
        is_revenue
        and is_reported
        and sale_date >= (select min(periods.current_from_date) from periods)
        and sale_date <= {{ as_of_date() }}

),

lines_summed_to_days as (

    select
        entity_key,
        customer_key,
        product_key,
        sale_date,
        sum(net_amount_base) as revenue_amount_base,
        sum(coalesce(quantity, 0)) as quantity
    from lines
    group by
        entity_key,
        customer_key,
        product_key,
        sale_date

),

summed as (

    select
        periods.entity_key,
        periods.org_key,
        periods.period_type,
        periods.base_currency_code,
        periods.as_of_date,
        sales.customer_key,
        sales.product_key,
        sum(sales.revenue_amount_base) as revenue_amount_base,
        sum(sales.quantity) as quantity
    from periods
    -- inner: a period without a sale has nobody to rank
    inner join lines_summed_to_days as sales
        on
            periods.entity_key = sales.entity_key
            and sales.sale_date
            between periods.current_from_date and periods.as_of_date
    group by
        periods.entity_key,
        periods.org_key,
        periods.period_type,
        periods.base_currency_code,
        periods.as_of_date,
        sales.customer_key,
        sales.product_key

)

select * from summed
