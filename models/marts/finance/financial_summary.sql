with

balances as (

    select * from {{ ref('int_open_items__aged_history') }}

),

turnover as (

    select * from {{ ref('int_turnover__summed_to_days') }}

),

fiscal_days as (

    select * from {{ ref('int_fiscal_days') }}

),

products as (

    select * from {{ ref('int_products__assigned') }}

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

stocked_entities as (

    select
        entity_key,
        max(case when is_stocked then 1 else 0 end) = 1 as has_stock
    from products
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

stock_values as (

    select
        entity_key,
        sum(stock_change_amount_base) over (
            partition by entity_key
            order by date_day
            rows between unbounded preceding and current row
        ) as stock_value_amount_base,
        date_day as valid_from,
        coalesce(
            lead(date_day) over (partition by entity_key order by date_day),
            cast('9999-12-31' as date)
        ) as valid_to
    from stock_moves

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

balances_summed_to_dates as (

    select
        entity_key,
        as_of_date,
        sum(case when ledger = 'receivable' then open_amount_base else 0 end)
            as receivable_amount_base,
        sum(case when ledger = 'payable' then open_amount_base else 0 end)
            as payable_amount_base
    from balances
    group by
        entity_key,
        as_of_date

),

joined as (

    -- every join is one to one: each table above has a row per entity and date
    select
        dates.entity_key,
        dates.org_key,
        dates.base_currency_code,
        coalesce(balances.receivable_amount_base, 0) as receivable_amount_base,
        coalesce(balances.payable_amount_base, 0) as payable_amount_base,
        coalesce(turnover.revenue_amount_base, 0) as revenue_amount_base,
        coalesce(turnover.collected_amount_base, 0) as collected_amount_base,
        coalesce(turnover.sales_amount_base, 0) as sales_amount_base,
        coalesce(turnover.purchases_amount_base, 0) as purchases_amount_base,
        stock_values.stock_value_amount_base,
        goods.cost_of_goods_amount_base,
        dates.window_days,
        coalesce(stocked_entities.has_stock, false) as has_stock,
        dates.as_of_date

    from dates
    left join balances_summed_to_dates as balances
        on
            dates.entity_key = balances.entity_key
            and dates.as_of_date = balances.as_of_date
    left join turnover_summed_to_windows as turnover
        on
            dates.entity_key = turnover.entity_key
            and dates.as_of_date = turnover.as_of_date
    left join stock_values
        on
            dates.entity_key = stock_values.entity_key
            and dates.as_of_date >= stock_values.valid_from
            and dates.as_of_date < stock_values.valid_to
    left join costs_summed_to_windows as goods
        on
            dates.entity_key = goods.entity_key
            and dates.as_of_date = goods.as_of_date
    left join stocked_entities
        on dates.entity_key = stocked_entities.entity_key

),

measured as (

    select
        *,
        case
            when sales_amount_base > 0
                then {{ ratio(
                    'receivable_amount_base * window_days', 'sales_amount_base'
                ) }}
        end as dso,
        case
            when purchases_amount_base > 0
                then {{ ratio(
                    'payable_amount_base * window_days', 'purchases_amount_base'
                ) }}
        end as dpo,
        -- without a ledger of the stock nobody tells what it was worth on a past day
        case
            when not has_stock or stock_value_amount_base = 0
                then cast(0 as numeric(19, 6))
            when cost_of_goods_amount_base > 0
                then {{ ratio(
                    'stock_value_amount_base * window_days', 'cost_of_goods_amount_base'
                ) }}
        end as dio
    from joined

),

described as (

    select
        entity_key,
        org_key,
        base_currency_code,
        {{ money('receivable_amount_base') }} as total_ar_amount_base,
        {{ money('payable_amount_base') }} as total_ap_amount_base,
        {{ money('revenue_amount_base') }} as total_revenue_amount_base,
        {{ money('collected_amount_base') }} as total_collected_amount_base,
        {{ money('sales_amount_base') }} as sales_amount_base,
        {{ money('purchases_amount_base') }} as purchases_amount_base,
        {{ money('stock_value_amount_base') }} as stock_value_amount_base,
        {{ money('cost_of_goods_amount_base') }} as cost_of_goods_amount_base,
        cast(window_days as {{ dbt.type_bigint() }}) as window_days,
        cast(dso as numeric(19, 6)) as dso,
        cast(dpo as numeric(19, 6)) as dpo,
        cast(dio as numeric(19, 6)) as dio,
        cast(dso + dio - dpo as numeric(19, 6)) as ccc,
        as_of_date

    from measured

)

select * from described
