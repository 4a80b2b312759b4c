-- A view: it is read once, by the model that merges the kinds of report.
{{ config(materialized='view') }}

with

receivables as (

    select * from {{ ref('int_reckon_receivables') }}

    where not is_deleted

),

open_items as (

    select * from {{ ref('stg_reckon__open_items') }}

    where not is_deleted

),

lines as (

    select * from {{ ref('int_reckon_counted_lines') }}

    where not is_subtotal

),

last_reports as (

    select
        connection,
        max(report_date) as report_date
    from open_items
    group by connection

),

reported as (

    select
        connection,
        transaction_id,
        'receivables' as report_kind,
        transaction_type,
        document_number,
        purchase_order_number,
        customer_name,
        total_amount,
        tax_amount,
        open_amount,
        issue_date,
        due_date,
        report_date
    from receivables
    union all
    -- inner: only the last ageing report counts
    select
        open_items.connection,
        open_items.transaction_id,
        'ageing' as report_kind,
        open_items.transaction_type,
        open_items.document_number,
        open_items.purchase_order_number,
        open_items.customer_name,
        null as total_amount,
        null as tax_amount,
        open_items.open_amount,
        open_items.issue_date,
        open_items.due_date,
        open_items.report_date
    from open_items
    inner join last_reports
        on
            open_items.connection = last_reports.connection
            and open_items.report_date = last_reports.report_date
    union all
    select
        connection,
        transaction_id,
        'sales lines' as report_kind,
        transaction_type,
        document_number,
        purchase_order_number,
        customer_name,
        coalesce(net_amount, 0) + tax_amount as total_amount,
        tax_amount,
        null as open_amount,
        issue_date,
        null as due_date,
        null as report_date
    from lines

),

summed as (

    -- without Trans # two equal payments of a day look the same: one of both
    select
        connection,
        transaction_id,
        report_kind,
        {{ min_text('transaction_type') }} as transaction_type,
        {{ min_text('document_number') }} as document_number,
        {{ min_text('purchase_order_number') }} as purchase_order_number,
        {{ min_text('customer_name') }} as customer_name,
        {{ money('sum(total_amount)') }} as total_amount,
        {{ money('sum(tax_amount)') }} as tax_amount,
        {{ money('sum(open_amount)') }} as open_amount,
        min(issue_date) as issue_date,
        min(due_date) as due_date,
        max(report_date) as report_date
    from reported
    group by
        connection,
        transaction_id,
        report_kind

)

select * from summed
