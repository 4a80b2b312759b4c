with

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

balances as (

    select * from {{ ref('int_open_items__balanced') }}

),

open_items as (

    -- inner: a settled item has no stretch on the date; stretches do not overlap
    select
        items.*,
        balances.open_amount,
        balances.open_amount_base,
        {{ days_between('items.due_date', as_of_date()) }} as days_overdue

    from items
    inner join balances
        on items.open_item_key = balances.open_item_key
    where
        balances.valid_from <= {{ as_of_date() }}
        and balances.valid_to > {{ as_of_date() }}

),

aged as (

    select
        *,
        {{ aging_bucket('days_overdue') }} as aging_bucket,
        cast({{ aging_bucket_number('days_overdue') }} as {{ dbt.type_bigint() }})
            as aging_bucket_number,
        open_amount > 0 and days_overdue > 0 as is_overdue,
        open_amount > 0 and days_overdue > {{ var('high_risk_days') }} as is_high_risk,
        {{ as_of_date() }} as as_of_date

    from open_items

)

select * from aged
