-- A view: it is read once, and a running sum of few rows.
{{ config(materialized='view') }}

with

stock_moves as (

    select * from {{ ref('int_stock_moves__summed_to_days') }}

),

accumulated as (

    select
        entity_key,
        {{ money("
            sum(stock_change_amount_base) over (
                partition by entity_key
                order by date_day
                rows between unbounded preceding and current row
            )
        ") }} as stock_value_amount_base,
        date_day as valid_from,
        coalesce(
            lead(date_day) over (partition by entity_key order by date_day),
            cast('9999-12-31' as date)
        ) as valid_to
    from stock_moves

)

select * from accumulated
