-- Layer 2 of the verification: the daily fact.
-- Its rows are those of the sandbox of 30 June 2026: elsewhere it is left out.
{{ config(enabled=env_var('SANDBOX_VERIFICATION', '') == 'yes') }}
{%- set columns = {
    'kpi_date': 'date',
    'bu_key': 'text',
    'estimates': 'bigint',
    'booked': 'bigint',
    'completed_est': 'bigint',
    'total_sales': 'numeric(19, 4)',
} %}
{%- set rows = [
    ('2025-10-13', 'Nevada-Sales', 2, 2, 2, 13000),
    ('2025-10-14', 'Nevada-Sales', 2, 1, 2, 1500.25),
    ('2025-10-16', 'Nevada-Sales', 1, 0, 2, 300),
    ('2025-10-17', 'Nevada-Sales', 1, 1, 1, 6000),
    ('2025-10-18', 'Nevada-Sales', 1, 0, 1, 0),
] %}
with

found as (

    select
        kpi_date,
        bu_key,
        estimates,
        booked,
        completed_est,
        total_sales
    from {{ ref('wbr_daily_fact') }}
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
    estimates,
    booked,
    completed_est,
    total_sales,
    count(*) as row_count
from both_sides
group by
    kpi_date,
    bu_key,
    estimates,
    booked,
    completed_est,
    total_sales
having count(*) <> 2
