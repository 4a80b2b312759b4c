with

unit_days as (

    select * from {{ ref('kpi_daily_consolidated') }}

),

regions as (

    select * from {{ ref('dim_regional_bu_map') }}

),

unmapped as (

    select
        unit_days.business_unit_key,
        unit_days.entity_key,
        unit_days.org_key,
        unit_days.connection,
        unit_days.business_unit_id,
        unit_days.bu_key,
        unit_days.currency_code,
        coalesce(sum(unit_days.leads), 0) as leads,
        coalesce(sum(unit_days.collected_amount), 0) as collected_amount,
        coalesce(sum(unit_days.sales_opportunities), 0) as sales_opportunities,
        coalesce(sum(unit_days.closed_opportunities), 0) as closed_opportunities,
        coalesce(sum(unit_days.completed_est), 0) as completed_est,
        coalesce(sum(unit_days.wbr_total_sales), 0) as wbr_total_sales,
        coalesce(sum(unit_days.completed_jobs), 0) as completed_jobs,
        coalesce(sum(unit_days.job_subtotal), 0) as job_subtotal,
        coalesce(sum(unit_days.job_costs), 0) as job_costs,
        coalesce(sum(unit_days.future_bookings), 0) as future_bookings,
        coalesce(sum(unit_days.future_booked_amount), 0) as future_booked_amount,
        min(unit_days.kpi_date) as first_date,
        max(unit_days.kpi_date) as last_date
    from unit_days
    left join regions
        on
            unit_days.business_unit_key = regions.business_unit_key
            and unit_days.kpi_date between regions.valid_from and regions.valid_to
    where regions.business_unit_key is null
    group by
        unit_days.business_unit_key,
        unit_days.entity_key,
        unit_days.org_key,
        unit_days.connection,
        unit_days.business_unit_id,
        unit_days.bu_key,
        unit_days.currency_code

),

typed as (

    select
        business_unit_key,
        entity_key,
        org_key,
        connection,
        business_unit_id,
        bu_key,
        currency_code,
        cast(leads as {{ dbt.type_bigint() }}) as leads,
        {{ money('collected_amount') }} as collected_amount,
        cast(sales_opportunities as {{ dbt.type_bigint() }}) as sales_opportunities,
        cast(closed_opportunities as {{ dbt.type_bigint() }}) as closed_opportunities,
        cast(completed_est as {{ dbt.type_bigint() }}) as completed_est,
        {{ money('wbr_total_sales') }} as wbr_total_sales,
        cast(completed_jobs as {{ dbt.type_bigint() }}) as completed_jobs,
        {{ money('job_subtotal') }} as job_subtotal,
        {{ money('job_costs') }} as job_costs,
        cast(future_bookings as {{ dbt.type_bigint() }}) as future_bookings,
        {{ money('future_booked_amount') }} as future_booked_amount,
        first_date,
        last_date,
        {{ as_of_date() }} as as_of_date

    from unmapped

)

select * from typed
