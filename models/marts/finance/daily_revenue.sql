-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key'], 'date_day')) }}

with

turnover as (

    select * from {{ ref('int_turnover__summed_to_days') }}

),

fiscal_days as (

    select * from {{ ref('int_fiscal_days') }}

),

first_days as (

    select
        entity_key,
        min(date_day) as first_day
    from turnover
    where revenue_amount_base <> 0
    group by entity_key

),

days as (

    -- every day from the first sale to the as-of date, also those without one
    select
        fiscal_days.entity_key,
        fiscal_days.org_key,
        fiscal_days.base_currency_code,
        fiscal_days.date_day,
        coalesce(turnover.revenue_amount_base, 0) as revenue_amount_base
    from fiscal_days
    -- inner: an entity without a sale has no days
    inner join first_days
        on
            fiscal_days.entity_key = first_days.entity_key
            and fiscal_days.date_day >= first_days.first_day
    left join turnover
        on
            fiscal_days.entity_key = turnover.entity_key
            and fiscal_days.date_day = turnover.date_day
    where fiscal_days.date_day <= {{ as_of_date() }}

),

running as (

    select
        *,
        row_number() over (in_order) as day_number,
        sum(revenue_amount_base) over (
            in_order rows between 6 preceding and current row
        ) as week_amount_base,
        sum(revenue_amount_base) over (
            in_order rows between 27 preceding and current row
        ) as four_weeks_amount_base,
        lag(revenue_amount_base, 364) over (in_order) as prior_year_amount_base
    from days
    window in_order as (partition by entity_key order by date_day)

),

averaged as (

    select
        entity_key,
        org_key,
        base_currency_code,
        {{ money('revenue_amount_base') }} as revenue_amount_base,
        {{ money(
            'case when day_number >= 7 then ' ~ ratio('week_amount_base', '7') ~ ' end'
        ) }} as average_7_day_amount_base,
        {{ money(
            'case when day_number >= 28 then '
            ~ ratio('four_weeks_amount_base', '28') ~ ' end'
        ) }} as average_28_day_amount_base,
        {{ money('prior_year_amount_base') }} as prior_year_revenue_amount_base,
        date_day

    from running

)

select * from averaged
