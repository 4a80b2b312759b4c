-- No figure of a daily fact is lost or doubled on its way to the consolidated table.
with

facts as (

    select
        'leads' as figure,
        sum(leads) as fact_total
    from {{ ref('leads_daily_fact') }}
    where kpi_date <= {{ as_of_date() }}
    union all
    select
        'collected_amount' as figure,
        sum(collected_amount) as fact_total
    from {{ ref('collections_daily_fact') }}
    where kpi_date <= {{ as_of_date() }}
    union all
    select
        'wbr_total_sales' as figure,
        sum(total_sales) as fact_total
    from {{ ref('wbr_daily_fact') }}
    where kpi_date <= {{ as_of_date() }}
    union all
    select
        'job_subtotal' as figure,
        sum(total_subtotal) as fact_total
    from {{ ref('foreman_daily_fact') }}
    where kpi_date <= {{ as_of_date() }}
    union all
    select
        'future_booked_amount' as figure,
        sum(total_subtotal) as fact_total
    from {{ ref('future_bookings_daily_fact') }}

),

totals as (

    select
        sum(leads) as leads,
        sum(collected_amount) as collected_amount,
        sum(wbr_total_sales) as wbr_total_sales,
        sum(job_subtotal) as job_subtotal,
        sum(future_booked_amount) as future_booked_amount
    from {{ ref('kpi_daily_consolidated') }}

),

compared as (

    select
        facts.figure,
        coalesce(facts.fact_total, 0) as fact_total,
        coalesce(
            case facts.figure
                when 'leads' then totals.leads
                when 'collected_amount' then totals.collected_amount
                when 'wbr_total_sales' then totals.wbr_total_sales
                when 'job_subtotal' then totals.job_subtotal
                else totals.future_booked_amount
            end,
            0
        ) as consolidated_total
    from facts
    cross join totals

)

select *
from compared
where fact_total <> consolidated_total
