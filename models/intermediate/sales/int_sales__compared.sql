with

periods as (

    select * from {{ ref('int_periods') }}

),

sales as (

    -- only as far back as the longest period: history need not be read
    select * from {{ ref('int_sales__summed_to_days') }}

    where
        sale_date >= (select min(periods.prior_from_date) from periods)
        and sale_date <= {{ as_of_date() }}

),

sales_in_periods as (

    -- a day may lie in several periods; what is in none is left out
    select
        sales.customer_key,
        sales.entity_key,
        sales.org_key,
        periods.period_type,
        sales.cluster_name,
        sales.market,
        sales.product_group,
        sales.base_currency_code,
        sales.revenue_amount_base,
        sales.quantity,
        sales.sale_date >= periods.current_from_date as is_current,
        periods.as_of_date,
        periods.current_from_date,
        periods.prior_from_date,
        periods.prior_to_date

    from sales
    inner join periods
        on
            sales.entity_key = periods.entity_key
            and (
                sales.sale_date
                between periods.current_from_date and periods.as_of_date
                or sales.sale_date
                between periods.prior_from_date and periods.prior_to_date
            )

),

compared as (

    select
        customer_key,
        entity_key,
        org_key,
        period_type,
        cluster_name,
        market,
        product_group,
        base_currency_code,
        sum(case when is_current then revenue_amount_base else 0 end)
            as revenue_amount_base,
        sum(case when is_current then 0 else revenue_amount_base end)
            as prior_revenue_amount_base,
        sum(case when is_current then quantity else 0 end) as quantity,
        sum(case when is_current then 0 else quantity end) as prior_quantity,
        as_of_date,
        current_from_date,
        prior_from_date,
        prior_to_date
    from sales_in_periods
    group by
        customer_key,
        entity_key,
        org_key,
        period_type,
        cluster_name,
        market,
        product_group,
        base_currency_code,
        as_of_date,
        current_from_date,
        prior_from_date,
        prior_to_date

)

select * from compared
