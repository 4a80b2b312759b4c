-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'region_key'], 'kpi_date')) }}

with

unit_days as (

    select * from {{ ref('kpi_daily_consolidated') }}

),

regions as (

    select * from {{ ref('dim_regional_bu_map') }}

),

summed as (

    select
        unit_days.entity_key,
        unit_days.org_key,
        regions.region_key,
        max(regions.region_label) as region_label,
        unit_days.currency_code,
        sum(unit_days.leads) as total_leads,
        sum(unit_days.collected_amount) as total_collections,
        sum(unit_days.sales_opportunities) as total_estimates,
        sum(unit_days.closed_opportunities) as total_booked,
        sum(unit_days.completed_est) as total_completed_est,
        sum(unit_days.wbr_total_sales) as total_wbr_sales,
        sum(unit_days.completed_jobs) as total_completed_jobs,
        sum(unit_days.job_subtotal) as total_job_revenue,
        sum(unit_days.job_costs) as total_job_costs,
        sum(unit_days.future_bookings) as total_future_bookings,
        sum(unit_days.future_booked_amount) as total_future_booked_amount,
        max(case when unit_days.has_missing_data then 1 else 0 end) = 1
            as has_missing_data,
        unit_days.kpi_date
    from unit_days
    -- inner: units without a region are in unmapped_business_units
    inner join regions
        on
            unit_days.business_unit_key = regions.business_unit_key
            and unit_days.kpi_date between regions.valid_from and regions.valid_to
    group by
        unit_days.entity_key,
        unit_days.org_key,
        regions.region_key,
        unit_days.currency_code,
        unit_days.kpi_date

),

rated as (

    -- rates of sums, never averages of rates
    select
        entity_key,
        org_key,
        region_key,
        region_label,
        currency_code,
        cast(total_leads as {{ dbt.type_bigint() }}) as total_leads,
        {{ money('total_collections') }} as total_collections,
        cast(total_estimates as {{ dbt.type_bigint() }}) as total_estimates,
        cast(total_booked as {{ dbt.type_bigint() }}) as total_booked,
        {{ ratio('total_booked', 'total_estimates') }} as region_close_rate,
        cast(total_completed_est as {{ dbt.type_bigint() }}) as total_completed_est,
        {{ money('total_wbr_sales') }} as total_wbr_sales,
        {{ money(ratio('total_wbr_sales', 'total_booked')) }} as region_avg_closed_sale,
        cast(total_completed_jobs as {{ dbt.type_bigint() }}) as total_completed_jobs,
        {{ money('total_job_revenue') }} as total_job_revenue,
        {{ money('total_job_costs') }} as total_job_costs,
        {{ ratio('(total_job_revenue - total_job_costs) * 100', 'total_job_revenue') }}
            as region_gross_margin_pct,
        cast(total_future_bookings as {{ dbt.type_bigint() }}) as total_future_bookings,
        {{ money('total_future_booked_amount') }} as total_future_booked_amount,
        has_missing_data,
        kpi_date,
        {{ as_of_date() }} as as_of_date

    from summed

)

select * from rated
