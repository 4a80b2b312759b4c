-- The last ageing report and the balances of the customer list, where it has any, are
-- two ways to one figure. A balance is the customer's own, without that of its jobs.
{{ config(severity='warn') }}

with

open_items as (

    select * from {{ ref('stg_reckon__open_items') }}

    where not is_deleted

),

customers as (

    select
        *,
        {{ regex_extract('source_file', '([0-9]{4}-[0-9]{2}-[0-9]{2})') }}
            as listed_on
    from {{ ref('stg_reckon__customers') }}
    where not is_deleted

),

last_reports as (

    select
        connection,
        max(report_date) as report_date
    from open_items
    group by connection

),

open_items_summed_to_reports as (

    -- inner: only the last report counts
    select
        open_items.connection,
        last_reports.report_date,
        sum(open_items.open_amount) as open_amount
    from open_items
    inner join last_reports
        on
            open_items.connection = last_reports.connection
            and open_items.report_date = last_reports.report_date
    group by
        open_items.connection,
        last_reports.report_date

),

customers_summed_to_lists as (

    select
        connection,
        {{ try_date('max(listed_on)') }} as list_date,
        sum(balance_amount) as balance_amount
    from customers
    where balance_amount is not null
    group by connection

)

select
    reports.connection,
    reports.report_date,
    reports.open_amount,
    lists.balance_amount
from open_items_summed_to_reports as reports
-- inner: a list may have no balances
inner join customers_summed_to_lists as lists
    on reports.connection = lists.connection
where
    reports.open_amount <> lists.balance_amount
    -- a list of another day tells of other balances
    and coalesce(lists.list_date, reports.report_date) = reports.report_date
