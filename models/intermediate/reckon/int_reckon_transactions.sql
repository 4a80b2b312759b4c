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

    select * from {{ ref('int_reckon_sales_lines') }}

    where not is_deleted

),

products as (

    select * from {{ ref('stg_reckon__products') }}

),

last_reports as (

    select
        connection,
        max(report_date) as report_date
    from open_items
    group by connection

),

receivables_summed_to_transactions as (

    -- without Trans # two equal payments of a day cannot be told apart: one of both
    select
        connection,
        transaction_id,
        {{ min_text('transaction_type') }} as transaction_type,
        {{ min_text('document_number') }} as document_number,
        {{ min_text('purchase_order_number') }} as purchase_order_number,
        {{ min_text('customer_name') }} as customer_name,
        sum(total_amount) as total_amount,
        sum(tax_amount) as tax_amount,
        sum(open_amount) as open_amount,
        min(issue_date) as issue_date,
        min(due_date) as due_date,
        max(report_date) as report_date
    from receivables
    group by
        connection,
        transaction_id

),

open_items_summed_to_transactions as (

    -- inner: only the last ageing report speaks
    select
        open_items.connection,
        open_items.transaction_id,
        {{ min_text('open_items.transaction_type') }} as transaction_type,
        {{ min_text('open_items.document_number') }} as document_number,
        {{ min_text('open_items.purchase_order_number') }} as purchase_order_number,
        {{ min_text('open_items.customer_name') }} as customer_name,
        sum(open_items.open_amount) as open_amount,
        min(open_items.issue_date) as issue_date,
        min(open_items.due_date) as due_date
    from open_items
    inner join last_reports
        on
            open_items.connection = last_reports.connection
            and open_items.report_date = last_reports.report_date
    group by
        open_items.connection,
        open_items.transaction_id

),

lines_summed_to_transactions as (

    -- a subtotal repeats what stands above it
    select
        lines.connection,
        lines.transaction_id,
        {{ min_text('lines.transaction_type') }} as transaction_type,
        {{ min_text('lines.document_number') }} as document_number,
        {{ min_text('lines.purchase_order_number') }} as purchase_order_number,
        {{ min_text('lines.customer_name') }} as customer_name,
        sum(lines.net_amount) as net_amount,
        sum(coalesce(lines.tax_amount, 0)) as tax_amount,
        min(lines.issue_date) as issue_date
    from lines
    left join products
        on
            lines.connection = products.connection
            and lines.item_path = products.product_id
    where coalesce(lower(products.item_type), '') <> 'subtotal'
    group by
        lines.connection,
        lines.transaction_id

),

transactions as (

    select
        connection,
        transaction_id
    from receivables_summed_to_transactions
    union distinct
    select
        connection,
        transaction_id
    from open_items_summed_to_transactions
    union distinct
    select
        connection,
        transaction_id
    from lines_summed_to_transactions

),

joined as (

    -- every join is one to one: each table above has a row per transaction, and one
    -- last report per connection
    select
        transactions.connection,
        transactions.transaction_id,
        coalesce(
            receivables.transaction_type,
            open_items.transaction_type,
            lines.transaction_type
        ) as transaction_type,
        coalesce(
            receivables.document_number,
            open_items.document_number,
            lines.document_number
        ) as document_number,
        coalesce(
            receivables.purchase_order_number,
            open_items.purchase_order_number,
            lines.purchase_order_number
        ) as purchase_order_number,
        coalesce(
            receivables.customer_name, open_items.customer_name, lines.customer_name
        ) as customer_name,
        receivables.total_amount,
        coalesce(receivables.tax_amount, lines.tax_amount, 0) as tax_amount,
        receivables.open_amount as exported_open_amount,
        open_items.open_amount as aged_open_amount,
        lines.net_amount + lines.tax_amount as lines_amount,
        receivables.transaction_id is not null or open_items.transaction_id is not null
            as is_in_receivables,
        coalesce(receivables.issue_date, open_items.issue_date, lines.issue_date)
            as issue_date,
        coalesce(receivables.due_date, open_items.due_date) as due_date,
        receivables.report_date as exported_date,
        last_reports.report_date as aged_date

    from transactions
    left join receivables_summed_to_transactions as receivables
        on
            transactions.connection = receivables.connection
            and transactions.transaction_id = receivables.transaction_id
    left join open_items_summed_to_transactions as open_items
        on
            transactions.connection = open_items.connection
            and transactions.transaction_id = open_items.transaction_id
    left join lines_summed_to_transactions as lines
        on
            transactions.connection = lines.connection
            and transactions.transaction_id = lines.transaction_id
    left join last_reports
        on transactions.connection = last_reports.connection

),

judged as (

    -- the newest word on what is open counts; an ageing report leaves out what is
    -- settled, and cannot know what came after it
    select
        *,
        case
            when not is_in_receivables or lower(transaction_type) = 'sales receipt'
                then 'nobody'
            when
                issue_date <= aged_date
                and (
                    exported_open_amount is null
                    or aged_date > exported_date
                )
                then 'ageing report'
            when exported_open_amount is not null then 'export'
            else 'nobody'
        end as told_by
    from joined

),

told as (

    select
        *,
        case told_by
            when 'ageing report' then coalesce(aged_open_amount, 0)
            when 'export' then exported_open_amount
        end as open_amount,
        case told_by
            when 'ageing report' then aged_date
            when 'export' then exported_date
        end as report_date
    from judged

),

described as (

    select
        {{ source_key('reckon', 'document', 'transaction_id') }} as transaction_key,
        {{ company_key('reckon') }} as company_key,
        case
            when customer_name is not null
                then {{ source_key('reckon', 'customer', 'customer_name') }}
        end as party_key,
        connection,
        transaction_id,
        case lower(transaction_type)
            when 'tax invoice' then 'invoice'
            when 'invoice' then 'invoice'
            when 'statement charge' then 'invoice'
            when 'adjustment note' then 'credit_note'
            when 'credit memo' then 'credit_note'
            when 'sales receipt' then 'sales_receipt'
            when 'general journal' then 'journal'
            when 'payment' then 'payment'
            when 'deposit' then 'payment'
            when 'cheque' then 'refund'
            when 'check' then 'refund'
            else coalesce(transaction_type, 'of no type')
        end as kind,
        transaction_type,
        document_number,
        purchase_order_number,
        customer_name,
        {{ money('coalesce(total_amount, open_amount, lines_amount, 0)') }}
            as total_amount,
        {{ money('tax_amount') }} as tax_amount,
        {{ money('open_amount') }} as open_amount,
        is_in_receivables,
        not is_in_receivables or total_amount is not null as is_total_known,
        issue_date,
        due_date,
        -- of what only an ageing report knows, the history starts with the report
        case
            when is_in_receivables and total_amount is null then report_date
            else issue_date
        end as ledger_date,
        report_date

    from told

)

select * from described
