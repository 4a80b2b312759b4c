with

turnover as (

    select * from {{ ref('int_turnover__summed_to_days') }}

),

fiscal_days as (

    select * from {{ ref('int_fiscal_days') }}

),

stock_moves as (

    select * from {{ ref('int_stock_moves__summed_to_days') }}

),

first_days as (

    select
        entity_key,
        min(date_day) as first_day
    from turnover
    group by entity_key

),

dates as (

    -- month ends since the entity's first document, and the as-of date
    select
        fiscal_days.entity_key,
        fiscal_days.org_key,
        fiscal_days.base_currency_code,
        fiscal_days.date_day as as_of_date,
        least(
            {{ days_between('first_days.first_day', 'fiscal_days.date_day') }} + 1,
            {{ var('working_capital_days') }}
        ) as window_days
    from fiscal_days
    -- inner: an entity without a document has nothing to sum
    inner join first_days
        on
            fiscal_days.entity_key = first_days.entity_key
            and fiscal_days.date_day >= first_days.first_day
    where
        fiscal_days.date_day = {{ as_of_date() }}
        or (
            fiscal_days.date_day < {{ as_of_date() }}
            and fiscal_days.date_day = {{ month_end('fiscal_days.date_day') }}
        )

),

turnover_summed_to_windows as (

    select
        dates.entity_key,
        dates.as_of_date,
        sum(turnover.sales_amount_base) as sales_amount_base,
        sum(turnover.purchases_amount_base) as purchases_amount_base,
        sum(turnover.collected_amount_base) as collected_amount_base,
        sum(turnover.revenue_amount_base) as revenue_amount_base
    from dates
    -- inner: a window without turnover has nothing to sum
    inner join turnover
        on
            dates.entity_key = turnover.entity_key
            and dates.as_of_date >= turnover.date_day
            and dates.window_days
            > {{ days_between('turnover.date_day', 'dates.as_of_date') }}
    group by
        dates.entity_key,
        dates.as_of_date

),

costs_summed_to_windows as (

    select
        dates.entity_key,
        dates.as_of_date,
        sum(stock_moves.cost_of_goods_amount_base) as cost_of_goods_amount_base
    from dates
    -- inner: as above
    inner join stock_moves
        on
            dates.entity_key = stock_moves.entity_key
            and dates.as_of_date >= stock_moves.date_day
            and dates.window_days
            > {{ days_between('stock_moves.date_day', 'dates.as_of_date') }}
    group by
        dates.entity_key,
        dates.as_of_date

),

summed as (

    -- every join is one to one: each table above has a row per entity and date
    select
        dates.entity_key,
        dates.org_key,
        dates.base_currency_code,
        {{ money('coalesce(turnover.sales_amount_base, 0)') }} as sales_amount_base,
        {{ money('coalesce(turnover.purchases_amount_base, 0)') }}
            as purchases_amount_base,
        {{ money('coalesce(turnover.collected_amount_base, 0)') }}
            as collected_amount_base,
        {{ money('coalesce(turnover.revenue_amount_base, 0)') }} as revenue_amount_base,
        {{ money('goods.cost_of_goods_amount_base') }} as cost_of_goods_amount_base,
        dates.window_days,
        dates.as_of_date

    from dates
    left join turnover_summed_to_windows as turnover
        on
            dates.entity_key = turnover.entity_key
            and dates.as_of_date = turnover.as_of_date
    left join costs_summed_to_windows as goods
        on
            dates.entity_key = goods.entity_key
            and dates.as_of_date = goods.as_of_date

)

select * from summed
