with

jobs as (

    select * from {{ ref('int_servicetitan_foreman_jobs') }}

),

units as (

    select * from {{ ref('int_business_units') }}

),

summed as (

    select
        business_unit_key,
        count(*) as total_jobs,
        sum(case when job_status = 'Completed' then 0 else 1 end) as unfinished_jobs,
        sum(subtotal_amount) as total_subtotal,
        sum(total_cost_amount) as total_costs,
        kpi_date
    from jobs
    group by
        business_unit_key,
        kpi_date

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
        cast(summed.total_jobs as {{ dbt.type_bigint() }}) as total_jobs,
        cast(summed.unfinished_jobs as {{ dbt.type_bigint() }}) as unfinished_jobs,
        {{ money('summed.total_subtotal') }} as total_subtotal,
        {{ money('summed.total_costs') }} as total_costs,
        {{ ratio(
            '(summed.total_subtotal - summed.total_costs) * 100',
            'summed.total_subtotal'
        ) }} as gm_pct,
        summed.kpi_date

    from summed
    -- inner: every unit that a report names is in the list
    inner join units on summed.business_unit_key = units.business_unit_key

)

select * from described
