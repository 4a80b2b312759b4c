with

customers as (

    select * from {{ ref('ar_aging_by_customer') }}

),

items as (

    select * from {{ ref('ar_aging') }}

),

claims_summed_to_customers as (

    select
        customer_key,
        currency_code,
        min(issue_date) as oldest_issue_date
    from items
    where open_amount > 0
    group by
        customer_key,
        currency_code

),

debtors as (

    -- a customer in credit owes nothing, so only positive balances are shared out
    select
        customers.*,
        claims.oldest_issue_date
    from customers
    left join claims_summed_to_customers as claims
        on
            customers.customer_key = claims.customer_key
            and customers.currency_code = claims.currency_code
    where customers.open_amount > 0

),

ranked as (

    select
        customer_key,
        entity_key,
        org_key,
        customer_name,
        currency_code,
        base_currency_code,
        open_amount,
        {{ money('open_amount - not_due_amount') }} as overdue_amount,
        open_amount_base,
        item_count,
        row_number() over debtors_by_size as debtor_rank,
        {{ ratio('open_amount', 'sum(open_amount) over all_debtors') }}
            as open_amount_ratio,
        {{ ratio(
            'sum(open_amount) over larger_debtors', 'sum(open_amount) over all_debtors'
        ) }} as running_open_amount_ratio,
        days_overdue_oldest,
        is_high_risk,
        oldest_issue_date,
        as_of_date

    from debtors

    window
        all_debtors as (partition by entity_key, currency_code),
        debtors_by_size as (
            partition by entity_key, currency_code
            order by open_amount desc, customer_key asc
        ),
        larger_debtors as (
            partition by entity_key, currency_code
            order by open_amount desc, customer_key asc
            rows between unbounded preceding and current row
        )

)

select * from ranked
