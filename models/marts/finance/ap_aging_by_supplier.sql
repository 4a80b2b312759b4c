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
        {{ money('sum(case when aging_bucket_number = 0 then open_amount else 0 end)') }}
            as not_due_amount,
        {{ money('sum(case when aging_bucket_number = 1 then open_amount else 0 end)') }}
            as overdue_1_30_amount,
        {{ money('sum(case when aging_bucket_number = 2 then open_amount else 0 end)') }}
            as overdue_31_60_amount,
        {{ money('sum(case when aging_bucket_number = 3 then open_amount else 0 end)') }}
            as overdue_61_90_amount,
        {{ money('sum(case when aging_bucket_number = 4 then open_amount else 0 end)') }}
            as overdue_over_90_amount,
        {{ money('sum(open_amount_base)') }} as open_amount_base,
        {{ money('sum(case when aging_bucket_number = 0 then open_amount_base else 0 end)') }}
            as not_due_amount_base,
        {{ money('sum(case when aging_bucket_number = 1 then open_amount_base else 0 end)') }}
            as overdue_1_30_amount_base,
        {{ money('sum(case when aging_bucket_number = 2 then open_amount_base else 0 end)') }}
            as overdue_31_60_amount_base,
        {{ money('sum(case when aging_bucket_number = 3 then open_amount_base else 0 end)') }}
            as overdue_61_90_amount_base,
        {{ money('sum(case when aging_bucket_number = 4 then open_amount_base else 0 end)') }}
            as overdue_over_90_amount_base,
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
