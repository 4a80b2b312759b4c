-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'supplier_key'])) }}

with

items as (

    select * from {{ ref('ap_aging') }}

),

suppliers as (

    select
        supplier_key,
        entity_key,
        org_key,
        supplier_name,
        currency_code,
        base_currency_code,
        {{ money('sum(open_amount)') }} as open_amount,
        {{ in_aging_bucket('open_amount', 0) }} as not_due_amount,
        {{ in_aging_bucket('open_amount', 1) }} as overdue_1_30_amount,
        {{ in_aging_bucket('open_amount', 2) }} as overdue_31_60_amount,
        {{ in_aging_bucket('open_amount', 3) }} as overdue_61_90_amount,
        {{ in_aging_bucket('open_amount', 4) }} as overdue_over_90_amount,
        {{ money('sum(open_amount_base)') }} as open_amount_base,
        {{ in_aging_bucket('open_amount_base', 0) }} as not_due_amount_base,
        {{ in_aging_bucket('open_amount_base', 1) }} as overdue_1_30_amount_base,
        {{ in_aging_bucket('open_amount_base', 2) }} as overdue_31_60_amount_base,
        {{ in_aging_bucket('open_amount_base', 3) }} as overdue_61_90_amount_base,
        {{ in_aging_bucket('open_amount_base', 4) }} as overdue_over_90_amount_base,
        count(*) as item_count,
        max(case when open_amount > 0 then days_overdue end) as days_overdue_oldest,
        max(case when is_high_risk then 1 else 0 end) = 1 as is_high_risk,
        as_of_date

    from items

    group by
        supplier_key,
        entity_key,
        org_key,
        supplier_name,
        currency_code,
        base_currency_code,
        as_of_date

)

select * from suppliers
