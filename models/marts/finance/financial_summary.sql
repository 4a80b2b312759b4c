with

windows as (

    select * from {{ ref('int_turnover__summed_to_windows') }}

),

balances as (

    select * from {{ ref('int_open_items__aged_history') }}

),

products as (

    select * from {{ ref('int_products__assigned') }}

),

stock_values as (

    select * from {{ ref('int_stock_moves__accumulated') }}

),

stocked_entities as (

    select
        entity_key,
        max(case when is_stocked then 1 else 0 end) = 1 as has_stock
    from products
    group by entity_key

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
        windows.entity_key,
        windows.org_key,
        windows.base_currency_code,
        coalesce(balances.receivable_amount_base, 0) as receivable_amount_base,
        coalesce(balances.payable_amount_base, 0) as payable_amount_base,
        windows.revenue_amount_base,
        windows.collected_amount_base,
        windows.sales_amount_base,
        windows.purchases_amount_base,
        stock_values.stock_value_amount_base,
        windows.cost_of_goods_amount_base,
        windows.window_days,
        coalesce(stocked_entities.has_stock, false) as has_stock,
        windows.as_of_date

    from windows
    left join balances_summed_to_dates as balances
        on
            windows.entity_key = balances.entity_key
            and windows.as_of_date = balances.as_of_date
    left join stock_values
        on
            windows.entity_key = stock_values.entity_key
            and windows.as_of_date >= stock_values.valid_from
            and windows.as_of_date < stock_values.valid_to
    left join stocked_entities
        on windows.entity_key = stocked_entities.entity_key

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
        -- without a ledger of the stock nobody knows what it was worth on a past day
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
