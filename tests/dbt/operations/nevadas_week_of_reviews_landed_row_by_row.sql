-- Layer 1 of the verification: what landed.
-- Its rows are those of the sandbox of 30 June 2026: elsewhere it is left out.
{{ config(enabled=env_var('SANDBOX_VERIFICATION', '') == 'yes') }}
{%- set columns = {
    'kpi_date': 'date',
    'business_unit_id': 'text',
    'estimator_count': 'bigint',
    'total_sales': 'numeric(19, 4)',
} %}
{%- set rows = [
    ('2025-10-13', '5007', 1, 13000),
    ('2025-10-14', '5007', 1, 1500.25),
    ('2025-10-16', '5007', 1, 300),
    ('2025-10-17', '5007', 1, 6000),
    ('2025-10-18', '5007', 1, 0),
] %}
with

found as (

    select
        report_date as kpi_date,
        business_unit_id,
        count(*) as estimator_count,
        sum(total_sales_amount) as total_sales
    from {{ ref('stg_servicetitan__daily_wbr') }}
    where
        report_date between '2025-10-13' and '2025-10-19'
        and business_unit_id = '5007'
        and not is_deleted
    group by
        report_date,
        business_unit_id

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
    business_unit_id,
    estimator_count,
    total_sales,
    count(*) as row_count
from both_sides
group by
    kpi_date,
    business_unit_id,
    estimator_count,
    total_sales
having count(*) <> 2
