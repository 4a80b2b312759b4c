-- The step function and the aging of the day are two ways to the same figure.
with

aging as (

    select
        entity_key,
        currency_code,
        aging_bucket,
        sum(open_amount) as open_amount,
        sum(open_amount_base) as open_amount_base
    from {{ ref('ar_aging') }}
    group by
        entity_key,
        currency_code,
        aging_bucket

),

history as (

    select
        entity_key,
        currency_code,
        aging_bucket,
        open_amount,
        open_amount_base
    from {{ ref('ar_aging_history') }}
    where as_of_date = {{ as_of_date() }}

)

select
    aging.entity_key,
    aging.open_amount,
    history.open_amount as history_open_amount
from aging
full outer join history
    on
        aging.entity_key = history.entity_key
        and aging.currency_code = history.currency_code
        and aging.aging_bucket = history.aging_bucket
where
    coalesce(aging.open_amount, 0) <> coalesce(history.open_amount, 0)
    or coalesce(aging.open_amount_base, 0) <> coalesce(history.open_amount_base, 0)
