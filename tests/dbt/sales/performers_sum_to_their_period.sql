with

performers_summed_to_periods as (

    select
        entity_key,
        period_type,
        performer_kind,
        sum(revenue_amount_base) as revenue_amount_base,
        sum(quantity) as quantity
    from {{ ref('top_performers') }}
    group by
        entity_key,
        period_type,
        performer_kind

),

totals as (

    select * from {{ ref('kpi_period_comparison_total') }}

)

select
    performers.entity_key,
    performers.period_type,
    performers.performer_kind,
    performers.revenue_amount_base,
    totals.revenue_amount_base as total_revenue_amount_base
from performers_summed_to_periods as performers
left join totals
    on
        performers.entity_key = totals.entity_key
        and performers.period_type = totals.period_type
where
    totals.entity_key is null
    or performers.revenue_amount_base <> totals.revenue_amount_base
    or performers.quantity <> totals.quantity
