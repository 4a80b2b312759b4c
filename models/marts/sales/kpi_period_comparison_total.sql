with

periods as (

    select * from {{ ref('int_periods') }}

),

compared as (

    select * from {{ ref('int_sales__compared') }}

),

compared_summed_to_periods as (

    select
        entity_key,
        period_type,
        sum(revenue_amount_base) as revenue_amount_base,
        sum(prior_revenue_amount_base) as prior_revenue_amount_base,
        sum(quantity) as quantity,
        sum(prior_quantity) as prior_quantity
    from compared
    group by
        entity_key,
        period_type

),

totals as (

    -- a period without a sale has its row, with nothing in it
    select
        periods.entity_key,
        periods.org_key,
        periods.period_type,
        periods.base_currency_code,
        {{ money('coalesce(summed.revenue_amount_base, 0)') }} as revenue_amount_base,
        {{ money('coalesce(summed.prior_revenue_amount_base, 0)') }}
            as prior_revenue_amount_base,
        {{ money('coalesce(summed.revenue_amount_base, 0)
                  - coalesce(summed.prior_revenue_amount_base, 0)') }}
            as revenue_change_amount_base,
        {{ measure('coalesce(summed.quantity, 0)') }} as quantity,
        {{ measure('coalesce(summed.prior_quantity, 0)') }} as prior_quantity,
        case
            when summed.prior_revenue_amount_base > 0
                then {{ ratio(
                    'summed.revenue_amount_base - summed.prior_revenue_amount_base',
                    'summed.prior_revenue_amount_base',
                ) }}
        end as revenue_change_ratio,
        periods.as_of_date,
        periods.current_from_date,
        periods.prior_from_date,
        periods.prior_to_date

    from periods
    left join compared_summed_to_periods as summed
        on
            periods.entity_key = summed.entity_key
            and periods.period_type = summed.period_type

)

select * from totals
