with

receivables as (

    select
        customer_key as party_key,
        open_amount,
        open_amount_base,
        not_due_amount + overdue_1_30_amount + overdue_31_60_amount
        + overdue_61_90_amount + overdue_over_90_amount as bucket_amount,
        not_due_amount_base + overdue_1_30_amount_base + overdue_31_60_amount_base
        + overdue_61_90_amount_base + overdue_over_90_amount_base as bucket_amount_base
    from {{ ref('ar_aging_by_customer') }}

),

payables as (

    select
        supplier_key as party_key,
        open_amount,
        open_amount_base,
        not_due_amount + overdue_1_30_amount + overdue_31_60_amount
        + overdue_61_90_amount + overdue_over_90_amount as bucket_amount,
        not_due_amount_base + overdue_1_30_amount_base + overdue_31_60_amount_base
        + overdue_61_90_amount_base + overdue_over_90_amount_base as bucket_amount_base
    from {{ ref('ap_aging_by_supplier') }}

),

parties as (

    select * from receivables
    union all
    select * from payables

)

select *
from parties
where
    open_amount <> bucket_amount
    or open_amount_base <> bucket_amount_base
