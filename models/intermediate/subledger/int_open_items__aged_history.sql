with

days as (

    select * from {{ ref('int_days') }}

),

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

balances as (

    select * from {{ ref('int_open_items__balanced') }}

),

dates as (

    -- month ends, and each of the last 90 days
    select date_day as as_of_date
    from days
    where
        date_day <= {{ as_of_date() }}
        and (
            date_day = {{ month_end('date_day') }}
            or date_day > {{ add_days(as_of_date(), -90) }}
        )

),

open_items as (

    -- an item joins only the dates on which it is open
    select
        dates.as_of_date,
        items.entity_key,
        items.org_key,
        items.ledger,
        items.currency_code,
        items.base_currency_code,
        balances.open_amount,
        balances.open_amount_base,
        {{ days_between('items.due_date', 'dates.as_of_date') }} as days_overdue

    from balances
    inner join dates
        on
            balances.valid_from <= dates.as_of_date
            and balances.valid_to > dates.as_of_date
    inner join items
        on balances.open_item_key = items.open_item_key

),

bucketed as (

    select
        *,
        {{ aging_bucket('days_overdue') }} as aging_bucket,
        {{ aging_bucket_number('days_overdue') }} as aging_bucket_number
    from open_items

),

summed as (

    select
        entity_key,
        org_key,
        ledger,
        currency_code,
        base_currency_code,
        aging_bucket,
        {{ money('sum(open_amount)') }} as open_amount,
        {{ money('sum(open_amount_base)') }} as open_amount_base,
        cast(aging_bucket_number as {{ dbt.type_bigint() }}) as aging_bucket_number,
        count(*) as item_count,
        as_of_date

    from bucketed

    group by
        entity_key,
        org_key,
        ledger,
        currency_code,
        base_currency_code,
        aging_bucket,
        aging_bucket_number,
        as_of_date

)

select * from summed
