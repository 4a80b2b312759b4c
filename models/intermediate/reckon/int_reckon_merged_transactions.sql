-- A view: it is read once, by the model that says what is open.
{{ config(materialized='view') }}

with

reported as (

    select * from {{ ref('int_reckon_reported_transactions') }}

),

last_reports as (

    select
        connection,
        max(report_date) as report_date
    from reported
    where report_kind = 'ageing'
    group by connection

),

transactions as (

    select distinct
        connection,
        transaction_id
    from reported

),

merged as (

    -- every join is one to one: a transaction is in each kind of report once, and there
    -- is one last report per connection
    select
        transactions.connection,
        transactions.transaction_id,
        coalesce(
            receivables.transaction_type, aged.transaction_type, sold.transaction_type
        ) as transaction_type,
        coalesce(
            receivables.document_number, aged.document_number, sold.document_number
        ) as document_number,
        coalesce(
            receivables.purchase_order_number,
            aged.purchase_order_number,
            sold.purchase_order_number
        ) as purchase_order_number,
        coalesce(
            receivables.customer_name, aged.customer_name, sold.customer_name
        ) as customer_name,
        receivables.total_amount,
        coalesce(receivables.tax_amount, sold.tax_amount, 0) as tax_amount,
        receivables.open_amount as exported_open_amount,
        aged.open_amount as aged_open_amount,
        sold.total_amount as lines_amount,
        receivables.transaction_id is not null or aged.transaction_id is not null
            as is_in_receivables,
        coalesce(receivables.issue_date, aged.issue_date, sold.issue_date)
            as issue_date,
        coalesce(receivables.due_date, aged.due_date) as due_date,
        receivables.report_date as exported_date,
        last_reports.report_date as aged_date

    from transactions
    left join reported as receivables
        on
            transactions.connection = receivables.connection
            and transactions.transaction_id = receivables.transaction_id
            and receivables.report_kind = 'receivables'
    left join reported as aged
        on
            transactions.connection = aged.connection
            and transactions.transaction_id = aged.transaction_id
            and aged.report_kind = 'ageing'
    left join reported as sold
        on
            transactions.connection = sold.connection
            and transactions.transaction_id = sold.transaction_id
            and sold.report_kind = 'sales lines'
    left join last_reports
        on transactions.connection = last_reports.connection

)

select * from merged
