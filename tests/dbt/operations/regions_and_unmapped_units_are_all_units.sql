-- What the regions sum, and what units without a region hold, is what all units hold.
with

parts as (

    select
        entity_key,
        total_leads as leads,
        total_collections as collected_amount,
        total_estimates as sales_opportunities,
        total_booked as closed_opportunities,
        total_completed_est as completed_est,
        total_wbr_sales as wbr_total_sales,
        total_completed_jobs as completed_jobs,
        total_job_revenue as job_subtotal,
        total_job_costs as job_costs,
        total_future_bookings as future_bookings,
        total_future_booked_amount as future_booked_amount
    from {{ ref('kpi_daily_regional_consolidated') }}
    union all
    select
        entity_key,
        leads,
        collected_amount,
        sales_opportunities,
        closed_opportunities,
        completed_est,
        wbr_total_sales,
        completed_jobs,
        job_subtotal,
        job_costs,
        future_bookings,
        future_booked_amount
    from {{ ref('unmapped_business_units') }}
    union all
    -- taken off again: nothing must remain
    select
        entity_key,
        -leads as leads,
        -collected_amount as collected_amount,
        -sales_opportunities as sales_opportunities,
        -closed_opportunities as closed_opportunities,
        -completed_est as completed_est,
        -wbr_total_sales as wbr_total_sales,
        -completed_jobs as completed_jobs,
        -job_subtotal as job_subtotal,
        -job_costs as job_costs,
        -future_bookings as future_bookings,
        -future_booked_amount as future_booked_amount
    from {{ ref('kpi_daily_consolidated') }}

),

remains as (

    select
        entity_key,
        sum(leads) as leads,
        sum(collected_amount) as collected_amount,
        sum(sales_opportunities) as sales_opportunities,
        sum(closed_opportunities) as closed_opportunities,
        sum(completed_est) as completed_est,
        sum(wbr_total_sales) as wbr_total_sales,
        sum(completed_jobs) as completed_jobs,
        sum(job_subtotal) as job_subtotal,
        sum(job_costs) as job_costs,
        sum(future_bookings) as future_bookings,
        sum(future_booked_amount) as future_booked_amount
    from parts
    group by entity_key

)

select *
from remains
where
    leads <> 0
    or collected_amount <> 0
    or sales_opportunities <> 0
    or closed_opportunities <> 0
    or completed_est <> 0
    or wbr_total_sales <> 0
    or completed_jobs <> 0
    or job_subtotal <> 0
    or job_costs <> 0
    or future_bookings <> 0
    or future_booked_amount <> 0
