with

merged as (

    select * from {{ ref('int_reckon_merged_transactions') }}

),

judged as (

    -- the newest report says what is open; an ageing report leaves out what is settled,
    -- and cannot know what came after it
    select
        *,
        case
            when not is_in_receivables or lower(transaction_type) = 'sales receipt'
                then 'none'
            when
                issue_date <= aged_date
                and (
                    exported_open_amount is null
                    or aged_date > exported_date
                )
                then 'ageing'
            when exported_open_amount is not null then 'receivables'
            else 'none'
        end as newest_report
    from merged

),

chosen as (

    select
        *,
        case newest_report
            when 'ageing' then coalesce(aged_open_amount, 0)
            when 'receivables' then exported_open_amount
        end as open_amount,
        case newest_report
            when 'ageing' then aged_date
            when 'receivables' then exported_date
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

    from chosen

)

select * from described
