-- A view: read once.
{{ config(materialized='view') }}

with

lines as (

    select * from {{ ref('int_erpnext_lines') }}

    where child_table is not null

),

accounts as (

    select * from {{ ref('stg_erpnext__accounts') }}

),

sorted as (

    -- freight and other charges stand among the taxes: their account tells
    select
        lines.line_key,
        lines.invoice_key as document_key,
        case
            when lines.child_table = 'items' and lines.item_id is not null then 'item'
            when lines.child_table = 'items' then 'account'
            when
                coalesce(accounts.account_type, '') <> 'Tax'
                and accounts.root_type in ('Income', 'Expense')
                then 'freight'
            else 'tax'
        end as line_type,
        lines.item_id,
        lines.account_id,
        lines.description,
        lines.cost_center_id,
        lines.project_id,
        lines.amount,
        lines.unit_price_amount,
        lines.row_number,
        lines.quantity,
        lines._uncast_fields

    from lines
    left join accounts
        on
            lines.connection = accounts.connection
            and lines.account_id = accounts.account_id

)

select * from sorted
