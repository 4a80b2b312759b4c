-- What fct_payment calls unallocated is what the sub-ledger still holds open, future
-- entries included: two ways to the same figure.
with

advances as (

    select
        payment_key,
        unallocated_amount
    from {{ ref('fct_payment') }}
    where payment_type in ('overpayment', 'prepayment')

),

entries_summed_to_items as (

    select
        open_item_key,
        -sum(amount) as remaining_amount
    from {{ ref('fct_subledger_entry') }}
    group by open_item_key

)

select
    advances.payment_key,
    advances.unallocated_amount,
    items.remaining_amount
from advances
left join entries_summed_to_items as items
    on advances.payment_key = items.open_item_key
where advances.unallocated_amount <> coalesce(items.remaining_amount, 0)
