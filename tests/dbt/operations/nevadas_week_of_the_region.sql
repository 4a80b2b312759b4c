-- Layer 4 of the verification: the region.
-- Its rows are those of the sandbox of 30 June 2026: elsewhere it is left out.
{{ config(enabled=env_var('SANDBOX_VERIFICATION', '') == 'yes') }}
{%- set columns = {
    'kpi_date': 'date',
    'region_label': 'text',
    'total_estimates': 'bigint',
    'total_completed_est': 'bigint',
    'total_wbr_sales': 'numeric(19, 4)',
    'total_completed_jobs': 'bigint',
    'total_job_revenue': 'numeric(19, 4)',
} %}
{%- set rows = [
    ('2025-10-13', 'Nevada', 2, 2, 13000, none, none),
    ('2025-10-14', 'Nevada', 2, 2, 1500.25, 0, 0),
    ('2025-10-15', 'Nevada', 0, 0, 0, 2, 4000),
    ('2025-10-16', 'Nevada', 1, 2, 300, 0, 0),
    ('2025-10-17', 'Nevada', 1, 1, 6000, 0, 0),
    ('2025-10-18', 'Nevada', 1, 1, 0, 2, 6700),
    ('2025-10-19', 'Nevada', none, none, none, none, none),
] %}
with

found as (

    select
        kpi_date,
        region_label,
        total_estimates,
        total_completed_est,
        total_wbr_sales,
        total_completed_jobs,
        total_job_revenue
    from {{ ref('kpi_daily_regional_consolidated') }}
    where
        kpi_date between '2025-10-13' and '2025-10-19'
        and region_label = 'Nevada'

),

expected as (

    select * from {{ literal_rows(columns, rows) }}

),

both_sides as (

    select * from found
    union all
    select * from expected

)

-- a row that only one side holds
select
    kpi_date,
    region_label,
    total_estimates,
    total_completed_est,
    total_wbr_sales,
    total_completed_jobs,
    total_job_revenue,
    count(*) as row_count
from both_sides
group by
    kpi_date,
    region_label,
    total_estimates,
    total_completed_est,
    total_wbr_sales,
    total_completed_jobs,
    total_job_revenue
having count(*) <> 2
