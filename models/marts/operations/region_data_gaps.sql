with

report_days as (

    select * from {{ ref('int_report_days__classified') }}

    where status in ('reported', 'nothing to report', 'missing')

),

regions as (

    select * from {{ ref('dim_regional_bu_map') }}

),

region_days as (

    -- the days on which data of a region is expected, and whether any came
    select
        regions.entity_key,
        regions.org_key,
        regions.region_key,
        max(regions.region_label) as region_label,
        report_days.report_name,
        report_days.kpi_date,
        max(case when report_days.status = 'reported' then 1 else 0 end)
            as reported_count,
        max(case when report_days.status = 'missing' then 1 else 0 end)
            as missing_count
    from report_days
    -- inner: units without a region are in unmapped_business_units
    inner join regions
        on
            report_days.business_unit_key = regions.business_unit_key
            and report_days.kpi_date between regions.valid_from and regions.valid_to
    group by
        regions.entity_key,
        regions.org_key,
        regions.region_key,
        report_days.report_name,
        report_days.kpi_date

),

dated as (

    select
        *,
        max(kpi_date) over (
            partition by entity_key, region_key, report_name
        ) as last_expected_date
    from region_days

),

numbered as (

    -- days in a row share a number
    select
        *,
        {{ days_between("cast('2000-01-01' as date)", 'kpi_date') }}
        - row_number() over (
            partition by entity_key, region_key, report_name
            order by kpi_date
        ) as stretch_number
    from dated
    where reported_count = 0

),

gaps as (

    select
        entity_key,
        org_key,
        region_key,
        max(region_label) as region_label,
        report_name,
        case
            when max(missing_count) = 1 then 'not loaded' else 'loaded, but empty'
        end as reason,
        count(*) as day_count,
        max(kpi_date) = max(last_expected_date) as is_current,
        min(kpi_date) as first_date,
        max(kpi_date) as last_date
    from numbered
    group by
        entity_key,
        org_key,
        region_key,
        report_name,
        stretch_number
    having count(*) >= {{ var('region_gap_days') }}

),

typed as (

    select
        entity_key,
        org_key,
        region_key,
        region_label,
        report_name,
        reason,
        cast(day_count as {{ dbt.type_bigint() }}) as day_count,
        is_current,
        first_date,
        last_date,
        {{ as_of_date() }} as as_of_date

    from gaps

)

select * from typed
