with

report_days as (

    select * from {{ ref('int_report_days__classified') }}

),

with_zeros as (

    select
        *,
        case
            when status = 'nothing to report' then cast(0 as {{ dbt.type_bigint() }})
        end as zero
    from report_days

),

pivoted as (

    select
        business_unit_key,
        kpi_date,
        max(case when report_name = 'leads' then status end) as leads_status,
        max(case when report_name = 'collections' then status end)
            as collections_status,
        max(case when report_name = 'daily_wbr' then status end) as wbr_status,
        max(case when report_name = 'foreman' then status end) as foreman_status,
        max(case when report_name = 'leads' then zero end) as leads_zero,
        max(case when report_name = 'collections' then zero end) as collections_zero,
        max(case when report_name = 'daily_wbr' then zero end) as wbr_zero,
        max(case when report_name = 'foreman' then zero end) as foreman_zero,
        max(case when status = 'missing' then 1 else 0 end) = 1 as has_missing_data,
        -- a report holds the day, or should
        max(
            case
                when status in ('reported', 'nothing to report', 'missing') then 1
                else 0
            end
        ) = 1 as is_expected
    from with_zeros
    group by
        business_unit_key,
        kpi_date

)

select * from pivoted
