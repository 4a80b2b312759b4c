with

fiscal_days as (

    select * from {{ ref('int_fiscal_days') }}

    where date_day = {{ as_of_date() }}

),

starts as (

    select
        entity_key,
        org_key,
        base_currency_code,
        date_day as as_of_date,
        {{ week_start('date_day') }} as week_start_date,
        {{ add_days(month_end(add_months('date_day', -1)), 1) }} as month_start_date,
        {{ date_from_parts(
            part_of_date('year', 'date_day'),
            '3 * ' ~ part_of_date('quarter', 'date_day') ~ ' - 2',
            '1',
        ) }} as quarter_start_date,
        {{ date_from_parts(part_of_date('year', 'date_day'), '1', '1') }}
            as year_start_date,
        fiscal_year_start_date,
        -- the same day a year earlier; on a month's last day, that month's last day
        case
            when date_day = {{ month_end('date_day') }}
                then {{ month_end(add_months('date_day', -12)) }}
            else {{ add_months('date_day', -12) }}
        end as year_earlier_date
    from fiscal_days

),

periods as (

    -- a week is compared with the same weekdays, 52 weeks earlier
    select
        entity_key,
        org_key,
        base_currency_code,
        'WTD' as period_type,
        as_of_date,
        week_start_date as current_from_date,
        {{ add_days('week_start_date', -364) }} as prior_from_date,
        {{ add_days('as_of_date', -364) }} as prior_to_date
    from starts
    union all
    select
        entity_key,
        org_key,
        base_currency_code,
        'MTD' as period_type,
        as_of_date,
        month_start_date as current_from_date,
        {{ add_months('month_start_date', -12) }} as prior_from_date,
        year_earlier_date as prior_to_date
    from starts
    union all
    select
        entity_key,
        org_key,
        base_currency_code,
        'QTD' as period_type,
        as_of_date,
        quarter_start_date as current_from_date,
        {{ add_months('quarter_start_date', -12) }} as prior_from_date,
        year_earlier_date as prior_to_date
    from starts
    union all
    select
        entity_key,
        org_key,
        base_currency_code,
        'YTD' as period_type,
        as_of_date,
        year_start_date as current_from_date,
        {{ add_months('year_start_date', -12) }} as prior_from_date,
        year_earlier_date as prior_to_date
    from starts
    union all
    select
        entity_key,
        org_key,
        base_currency_code,
        'FYTD' as period_type,
        as_of_date,
        fiscal_year_start_date as current_from_date,
        {{ add_months('fiscal_year_start_date', -12) }} as prior_from_date,
        year_earlier_date as prior_to_date
    from starts

)

select * from periods
