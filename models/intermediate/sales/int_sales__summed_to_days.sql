-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'customer_key'], 'sale_date')) }}

with

lines as (

    select * from {{ ref('int_sales_lines') }}

    where
        is_revenue
        and is_reported

),

lines_summed_to_days as (

    select
        sale_date,
        entity_key,
        org_key,
        customer_key,
        cluster_name,
        market,
        product_group,
        base_currency_code,
        {{ money('sum(net_amount_base)') }} as revenue_amount_base,
        {{ measure('sum(coalesce(quantity, 0))') }} as quantity,
        count(*) as line_count
    from lines
    group by
        sale_date,
        entity_key,
        org_key,
        customer_key,
        cluster_name,
        market,
        product_group,
        base_currency_code

)

select * from lines_summed_to_days
