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

    select * from {{ ref('int_report_days__classified') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

with_zeros as (

    select
        *,
        case when status = 'nothing to report' then 0 end as zero_amount
    from report_days

),

statuses as (

    select
        business_unit_key,
        kpi_date,
        max(case when report_name = 'leads' then status end) as leads_status,
        max(case when report_name = 'collections' then status end)
            as collections_status,
        max(case when report_name = 'daily_wbr' then status end) as wbr_status,
        max(case when report_name = 'foreman' then status end) as foreman_status,
        max(case when report_name = 'leads' then zero_amount end) as leads_zero,
        max(case when report_name = 'collections' then zero_amount end)
            as collections_zero,
        max(case when report_name = 'daily_wbr' then zero_amount end) as wbr_zero,
        max(case when report_name = 'foreman' then zero_amount end) as foreman_zero,
        max(case when status = 'missing' then 1 else 0 end) = 1 as has_missing_data
    from with_zeros
    group by
        business_unit_key,
        kpi_date

),

spine as (

    -- every day of every unit that has a report, or should have one
    select
        business_unit_key,
        kpi_date
    from report_days
    where status in ('reported', 'nothing to report', 'missing')
    union distinct
    select
        business_unit_key,
        kpi_date
    from future_bookings

),

joined as (

    -- nothing to report is zero; what is not expected or not loaded is null
    select
        spine.business_unit_key,
        spine.kpi_date,
        coalesce(leads.leads, statuses.leads_zero) as leads,
        coalesce(collections.collected_amount, statuses.collections_zero)
            as collected_amount,
        coalesce(wbr.estimates, statuses.wbr_zero) as sales_opportunities,
        coalesce(wbr.booked, statuses.wbr_zero) as closed_opportunities,
        wbr.close_rate_decimal,
        coalesce(wbr.completed_est, statuses.wbr_zero) as completed_est,
        coalesce(wbr.total_sales, statuses.wbr_zero) as wbr_total_sales,
        wbr.avg_closed_sale,
        coalesce(foreman.total_jobs, statuses.foreman_zero) as completed_jobs,
        coalesce(foreman.total_subtotal, statuses.foreman_zero) as job_subtotal,
        coalesce(foreman.total_costs, statuses.foreman_zero) as job_costs,
        foreman.gm_pct as gross_margin_pct,
        future_bookings.bookings as future_bookings,
        future_bookings.total_subtotal as future_booked_amount,
        coalesce(statuses.leads_status, 'not due yet') as leads_status,
        coalesce(statuses.collections_status, 'not due yet') as collections_status,
        coalesce(statuses.wbr_status, 'not due yet') as wbr_status,
        coalesce(statuses.foreman_status, 'not due yet') as foreman_status,
        coalesce(statuses.has_missing_data, false) as has_missing_data
    from spine
    left join statuses
        on
            spine.business_unit_key = statuses.business_unit_key
            and spine.kpi_date = statuses.kpi_date
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

),

described as (

    select
        units.business_unit_key,
        units.entity_key,
        units.org_key,
        units.connection,
        units.business_unit_id,
        units.bu_key,
        units.currency_code,
        cast(joined.leads as {{ dbt.type_bigint() }}) as leads,
        {{ money('joined.collected_amount') }} as collected_amount,
        cast(joined.sales_opportunities as {{ dbt.type_bigint() }})
            as sales_opportunities,
        cast(joined.closed_opportunities as {{ dbt.type_bigint() }})
            as closed_opportunities,
        joined.close_rate_decimal,
        cast(joined.completed_est as {{ dbt.type_bigint() }}) as completed_est,
        {{ money('joined.wbr_total_sales') }} as wbr_total_sales,
        joined.avg_closed_sale,
        cast(joined.completed_jobs as {{ dbt.type_bigint() }}) as completed_jobs,
        {{ money('joined.job_subtotal') }} as job_subtotal,
        {{ money('joined.job_costs') }} as job_costs,
        joined.gross_margin_pct,
        joined.future_bookings,
        joined.future_booked_amount,
        joined.leads_status,
        joined.collections_status,
        joined.wbr_status,
        joined.foreman_status,
        joined.has_missing_data,
        joined.kpi_date,
        {{ as_of_date() }} as as_of_date

    from joined
    -- inner: days are those of the units
    inner join units on joined.business_unit_key = units.business_unit_key

)

select * from described
