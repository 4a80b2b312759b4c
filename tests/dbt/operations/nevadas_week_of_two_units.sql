-- Layer 3 of the verification: null where a unit does no such thing, or none was read.
-- Its rows are those of the sandbox of 30 June 2026: elsewhere it is left out.
{{ config(enabled=env_var('SANDBOX_VERIFICATION', '') == 'yes') }}
{%- set columns = {
    'kpi_date': 'date',
    'bu_key': 'text',
    'sales_opportunities': 'bigint',
    'completed_est': 'bigint',
    'wbr_total_sales': 'numeric(19, 4)',
    'completed_jobs': 'bigint',
    'job_subtotal': 'numeric(19, 4)',
} %}
{%- set rows = [
    ('2025-10-13', 'Nevada-Sales', 2, 2, 13000, none, none),
    ('2025-10-14', 'Nevada-Sales', 2, 2, 1500.25, none, none),
    ('2025-10-15', 'Nevada-Sales', 0, 0, 0, none, none),
    ('2025-10-16', 'Nevada-Sales', 1, 2, 300, none, none),
    ('2025-10-17', 'Nevada-Sales', 1, 1, 6000, none, none),
    ('2025-10-18', 'Nevada-Sales', 1, 1, 0, none, none),
    ('2025-10-19', 'Nevada-Sales', none, none, none, none, none),
    ('2025-10-14', 'Nevada-Production', none, none, none, 0, 0),
    ('2025-10-15', 'Nevada-Production', none, none, none, 2, 4000),
    ('2025-10-16', 'Nevada-Production', none, none, none, 0, 0),
    ('2025-10-17', 'Nevada-Production', none, none, none, 0, 0),
    ('2025-10-18', 'Nevada-Production', none, none, none, 2, 6700),
    ('2025-10-19', 'Nevada-Production', none, none, none, none, none),
] %}
with

found as (

    select
        kpi_date,
        bu_key,
        sales_opportunities,
        completed_est,
        wbr_total_sales,
        completed_jobs,
        job_subtotal
    from {{ ref('kpi_daily_consolidated') }}
    where
        kpi_date between '2025-10-13' and '2025-10-19'
        and bu_key like '%Nevada%'

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
    bu_key,
    sales_opportunities,
    completed_est,
    wbr_total_sales,
    completed_jobs,
    job_subtotal,
    count(*) as row_count
from both_sides
group by
    kpi_date,
    bu_key,
    sales_opportunities,
    completed_est,
    wbr_total_sales,
    completed_jobs,
    job_subtotal
having count(*) <> 2
