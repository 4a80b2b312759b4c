-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'business_unit_key'], 'kpi_date')) }}

with

leads as (

    select * from {{ ref('leads_daily_fact') }}

),

collections as (

    select * from {{ ref('collections_daily_fact') }}

),

wbr as (

    select * from {{ ref('wbr_daily_fact') }}

),

foreman as (

    select * from {{ ref('foreman_daily_fact') }}

),

future_bookings as (

    select * from {{ ref('future_bookings_daily_fact') }}

),

report_days as (

    select * from {{ ref('int_report_days__pivoted') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

spine as (

    -- every day of every unit that has a report, or should have one
    select
        business_unit_key,
        kpi_date
    from report_days
    where is_expected
    union distinct
    select
        business_unit_key,
        kpi_date
    from future_bookings

),

described as (

    -- nothing to report is zero; what is not expected or not loaded is null
    select
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.connection,
        units.business_unit_id,
        units.bu_key,
        units.currency_code,
        coalesce(leads.leads, report_days.leads_zero) as leads,
        {{ money("
            coalesce(collections.collected_amount, report_days.collections_zero)
        ") }} as collected_amount,
        coalesce(wbr.estimates, report_days.wbr_zero) as sales_opportunities,
        coalesce(wbr.booked, report_days.wbr_zero) as closed_opportunities,
        wbr.close_rate_decimal,
        coalesce(wbr.completed_est, report_days.wbr_zero) as completed_est,
        {{ money('coalesce(wbr.total_sales, report_days.wbr_zero)') }}
            as wbr_total_sales,
        wbr.avg_closed_sale,
        coalesce(foreman.total_jobs, report_days.foreman_zero) as completed_jobs,
        {{ money('coalesce(foreman.total_subtotal, report_days.foreman_zero)') }}
            as job_subtotal,
        {{ money('coalesce(foreman.total_costs, report_days.foreman_zero)') }}
            as job_costs,
        foreman.gm_pct as gross_margin_pct,
        future_bookings.bookings as future_bookings,
        future_bookings.total_subtotal as future_booked_amount,
        coalesce(report_days.leads_status, 'not due yet') as leads_status,
        coalesce(report_days.collections_status, 'not due yet') as collections_status,
        coalesce(report_days.wbr_status, 'not due yet') as wbr_status,
        coalesce(report_days.foreman_status, 'not due yet') as foreman_status,
        coalesce(report_days.has_missing_data, false) as has_missing_data,
        spine.kpi_date,
        {{ as_of_date() }} as as_of_date

    from spine
    -- inner: days are those of the units
    inner join units on spine.business_unit_key = units.business_unit_key
    left join report_days
        on
            spine.business_unit_key = report_days.business_unit_key
            and spine.kpi_date = report_days.kpi_date
    left join leads
        on
            spine.business_unit_key = leads.business_unit_key
            and spine.kpi_date = leads.kpi_date
    left join collections
        on
            spine.business_unit_key = collections.business_unit_key
            and spine.kpi_date = collections.kpi_date
    left join wbr
        on
            spine.business_unit_key = wbr.business_unit_key
            and spine.kpi_date = wbr.kpi_date
    left join foreman
        on
            spine.business_unit_key = foreman.business_unit_key
            and spine.kpi_date = foreman.kpi_date
    left join future_bookings
        on
            spine.business_unit_key = future_bookings.business_unit_key
            and spine.kpi_date = future_bookings.kpi_date

)

select * from described
