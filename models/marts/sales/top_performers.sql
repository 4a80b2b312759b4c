with

periods as (

    select * from {{ ref('int_periods') }}

),

lines as (

    -- only as far back as the longest period: history need not be read
    select * from {{ ref('int_sales_lines') }}

    where
        is_revenue
        and is_reported
        and sale_date >= (select min(periods.current_from_date) from periods)
        and sale_date <= {{ as_of_date() }}

),

customers as (

    select * from {{ ref('int_parties__assigned') }}

    where ledger = 'receivable'

),

products as (

    select * from {{ ref('int_products__assigned') }}

),

lines_summed_to_days as (

    select
        entity_key,
        customer_key,
        product_key,
        sale_date,
        sum(net_amount_base) as revenue_amount_base,
        sum(coalesce(quantity, 0)) as quantity
    from lines
    group by
        entity_key,
        customer_key,
        product_key,
        sale_date

),

sold_in_periods as (

    select
        periods.entity_key,
        periods.org_key,
        periods.period_type,
        periods.base_currency_code,
        periods.as_of_date,
        sales.customer_key,
        sales.product_key,
        sum(sales.revenue_amount_base) as revenue_amount_base,
        sum(sales.quantity) as quantity
    from periods
    -- inner: a period without a sale has nobody to rank
    inner join lines_summed_to_days as sales
        on
            periods.entity_key = sales.entity_key
            and sales.sale_date
            between periods.current_from_date and periods.as_of_date
    group by
        periods.entity_key,
        periods.org_key,
        periods.period_type,
        periods.base_currency_code,
        periods.as_of_date,
        sales.customer_key,
        sales.product_key

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
    from sold_in_periods as sold
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
    from sold_in_periods as sold
    left join customers
        on sold.customer_key = customers.party_key
    union all
    -- who has no parent stands for itself
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
    from sold_in_periods as sold
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
