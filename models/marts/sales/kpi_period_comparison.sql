-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'customer_key'])) }}

with

compared as (

    select * from {{ ref('int_sales__compared') }}

),

typed as (

    select
        customer_key,
        entity_key,
        org_key,
        period_type,
        cluster_name,
        market,
        product_group,
        base_currency_code,
        {{ money('revenue_amount_base') }} as revenue_amount_base,
        {{ money('prior_revenue_amount_base') }} as prior_revenue_amount_base,
        {{ money('revenue_amount_base - prior_revenue_amount_base') }}
            as revenue_change_amount_base,
        {{ measure('quantity') }} as quantity,
        {{ measure('prior_quantity') }} as prior_quantity,
        as_of_date,
        current_from_date,
        prior_from_date,
        prior_to_date

    from compared

)

select * from typed
