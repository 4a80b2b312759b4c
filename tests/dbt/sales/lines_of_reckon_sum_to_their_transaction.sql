-- A line or a transaction is missing from one of the two exports, or a date range is.
{{ config(severity='warn') }}

with

transactions as (

    select
        connection,
        transaction_id,
        {{ source_key('reckon', 'document', 'transaction_id') }} as document_key,
        sum(total_amount) as total_amount
    from {{ ref('int_reckon_receivables') }}
    where not is_deleted
    group by
        connection,
        transaction_id

),

lines_summed_to_transactions as (

    select
        document_key,
        sum(net_amount + tax_amount) as total_amount
    from {{ ref('int_document_lines__reckon') }}
    where line_type <> 'rounding'
    group by document_key

)

select
    transactions.connection,
    transactions.transaction_id,
    transactions.total_amount,
    lines.total_amount as line_total_amount
from transactions
-- inner: a payment has no lines, and a cash sale is in no receivables
inner join lines_summed_to_transactions as lines
    on transactions.document_key = lines.document_key
where abs(transactions.total_amount - lines.total_amount) > 0.05
