with

customers_summed_to_periods as (

    select
        entity_key,
        period_type,
        base_currency_code,
        sum(revenue_amount_base) as revenue_amount_base,
        sum(prior_revenue_amount_base) as prior_revenue_amount_base,
        sum(quantity) as quantity,
        sum(prior_quantity) as prior_quantity
    from {{ ref('kpi_period_comparison') }}
    group by
        entity_key,
        period_type,
        base_currency_code

),

totals as (

    select * from {{ ref('kpi_period_comparison_total') }}

)

select
    coalesce(totals.entity_key, customers.entity_key) as entity_key,
    coalesce(totals.period_type, customers.period_type) as period_type,
    totals.revenue_amount_base,
    customers.revenue_amount_base as customer_revenue_amount_base,
    totals.prior_revenue_amount_base,
    customers.prior_revenue_amount_base as customer_prior_revenue_amount_base
from totals
full outer join customers_summed_to_periods as customers
    on
        totals.entity_key = customers.entity_key
        and totals.period_type = customers.period_type
        and totals.base_currency_code = customers.base_currency_code
where
    totals.entity_key is null
    or totals.revenue_amount_base <> coalesce(customers.revenue_amount_base, 0)
    or totals.prior_revenue_amount_base
    <> coalesce(customers.prior_revenue_amount_base, 0)
    or totals.quantity <> coalesce(customers.quantity, 0)
    or totals.prior_quantity <> coalesce(customers.prior_quantity, 0)
