with

items as (

    select * from {{ ref('ar_aging') }}

),

buckets as (

    select
        entity_key,
        org_key,
        currency_code,
        base_currency_code,
        aging_bucket,
        sum(open_amount) as open_amount,
        sum(open_amount_base) as open_amount_base,
        aging_bucket_number,
        count(*) as item_count,
        as_of_date
    from items
    group by
        entity_key,
        org_key,
        currency_code,
        base_currency_code,
        aging_bucket,
        aging_bucket_number,
        as_of_date

),

shared as (

    select
        entity_key,
        org_key,
        currency_code,
        base_currency_code,
        aging_bucket,
        {{ money('open_amount') }} as open_amount,
        {{ money('open_amount_base') }} as open_amount_base,
        aging_bucket_number,
        item_count,
        {{ ratio(
            'open_amount',
            'sum(open_amount) over (partition by entity_key, currency_code)'
        ) }} as open_amount_ratio,
        as_of_date
    from buckets

)

select * from shared
