with

sold as (

    select * from {{ ref('int_sales__summed_to_periods') }}

),

customers as (

    select * from {{ ref('int_parties__assigned') }}

    where ledger = 'receivable'

),

products as (

    select * from {{ ref('int_products__assigned') }}

),

performers as (

    select
        sold.entity_key,
        sold.org_key,
        sold.period_type,
        'product' as performer_kind,
        sold.product_key as performer_key,
        products.product_name as performer_name,
        sold.base_currency_code,
        sold.revenue_amount_base,
        sold.quantity,
        sold.as_of_date
    from sold
    left join products
        on sold.product_key = products.product_key
    union all
    select
        sold.entity_key,
        sold.org_key,
        sold.period_type,
        'customer' as performer_kind,
        sold.customer_key as performer_key,
        customers.party_name as performer_name,
        sold.base_currency_code,
        sold.revenue_amount_base,
        sold.quantity,
        sold.as_of_date
    from sold
    left join customers
        on sold.customer_key = customers.party_key
    union all
    -- a customer without a parent stands for itself
    select
        sold.entity_key,
        sold.org_key,
        sold.period_type,
        'parent' as performer_kind,
        {{ surrogate_key([
            'sold.entity_key',
            "'parent'",
            'coalesce(customers.parent_party_name, customers.party_name)',
        ]) }} as performer_key,
        coalesce(customers.parent_party_name, customers.party_name) as performer_name,
        sold.base_currency_code,
        sold.revenue_amount_base,
        sold.quantity,
        sold.as_of_date
    from sold
    left join customers
        on sold.customer_key = customers.party_key

),

summed_to_performers as (

    select
        entity_key,
        org_key,
        period_type,
        performer_kind,
        performer_key,
        base_currency_code,
        min(performer_name) as performer_name,
        sum(revenue_amount_base) as revenue_amount_base,
        sum(quantity) as quantity,
        as_of_date
    from performers
    group by
        entity_key,
        org_key,
        period_type,
        performer_kind,
        performer_key,
        base_currency_code,
        as_of_date

),

ranked as (

    select
        entity_key,
        org_key,
        period_type,
        performer_kind,
        performer_key,
        performer_name,
        base_currency_code,
        {{ money('revenue_amount_base') }} as revenue_amount_base,
        case
            when sum(revenue_amount_base) over (in_its_period) > 0
                then {{ ratio(
                    'revenue_amount_base',
                    'sum(revenue_amount_base) over (in_its_period)',
                ) }}
        end as revenue_ratio,
        {{ measure('quantity') }} as quantity,
        row_number() over (
            partition by entity_key, period_type, performer_kind
            order by revenue_amount_base desc, performer_key asc
        ) as rank_number,
        as_of_date

    from summed_to_performers

    window in_its_period as (
        partition by entity_key, period_type, performer_kind
    )

)

select * from ranked
