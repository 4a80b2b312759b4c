-- Opening and movements of a customer close at its aging total.
with

statements as (

    select
        customer_key,
        currency_code,
        sum(movement_amount) as closing_amount,
        sum(movement_amount_base) as closing_amount_base
    from {{ ref('customer_statement') }}
    group by
        customer_key,
        currency_code

),

aging as (

    select * from {{ ref('ar_aging_by_customer') }}

)

select
    statements.customer_key,
    statements.currency_code,
    statements.closing_amount,
    aging.open_amount
from statements
left join aging
    on
        statements.customer_key = aging.customer_key
        and statements.currency_code = aging.currency_code
where
    statements.closing_amount <> coalesce(aging.open_amount, 0)
    or statements.closing_amount_base <> coalesce(aging.open_amount_base, 0)
