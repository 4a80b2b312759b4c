with

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

    where open_amount is not null

),

last_reports as (

    select
        company_key,
        max(report_date) as report_date
    from transactions
    group by company_key

),

moved as (

    -- no export says which credit settled which invoice: on the day of the last report
    -- each item moves to what was open of it
    select
        transactions.transaction_key as open_item_key,
        transactions.company_key,
        transactions.party_key,
        transactions.connection,
        transactions.customer_name,
        false as is_residue,
        transactions.open_amount - transactions.total_amount as amount,
        last_reports.report_date as allocation_date
    from transactions
    -- inner: every company here has a last report
    inner join last_reports
        on transactions.company_key = last_reports.company_key

),

residues as (

    -- the moves of a customer cancel out if the exports hold all that its balance grew
    -- from; what is left over is an item of its own, for people to see
    select
        {{ surrogate_key([
            "'reckon'", 'connection', "'residue'", 'customer_name',
        ]) }} as open_item_key,
        company_key,
        party_key,
        connection,
        customer_name,
        true as is_residue,
        -sum(amount) as amount,
        allocation_date
    from moved
    group by
        company_key,
        party_key,
        connection,
        customer_name,
        allocation_date

),

unioned as (

    select * from moved
    union all
    select * from residues

),

allocated as (

    select
        open_item_key,
        company_key,
        party_key,
        connection,
        customer_name,
        {{ money('amount') }} as amount,
        is_residue,
        allocation_date
    from unioned
    where amount <> 0

)

select * from allocated
