with

stock_entries as (

    select * from {{ ref('int_erpnext_stock_ledger') }}

    where is_posted

),

ledger_lines as (

    -- of those who land a ledger of their stock beside that of their money
    select * from {{ ref('int_ledger_lines__erpnext') }}

    where is_posted

),

accounts as (

    select * from {{ ref('int_accounts__erpnext') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

moves as (

    select
        company_key,
        posting_date as date_day,
        value_change_amount_base as stock_change_amount_base,
        0 as cost_of_goods_amount_base
    from stock_entries
    union all
    -- a day without goods stays: a company that books has stock worth nothing, and not
    -- of a value that nobody knows
    select
        ledger_lines.company_key,
        ledger_lines.entry_date as date_day,
        0 as stock_change_amount_base,
        case
            when accounts.account_type = 'Cost of Goods Sold'
                then ledger_lines.amount_base
            else 0
        end as cost_of_goods_amount_base
    from ledger_lines
    left join accounts
        on ledger_lines.account_key = accounts.account_key

),

moves_summed_to_days as (

    select
        entities.entity_key,
        moves.date_day,
        {{ money('sum(moves.stock_change_amount_base)') }} as stock_change_amount_base,
        {{ money('sum(moves.cost_of_goods_amount_base)') }}
            as cost_of_goods_amount_base
    from moves
    -- inner: every company has an entity (a test)
    inner join entities
        on moves.company_key = entities.company_key
    group by
        entities.entity_key,
        moves.date_day

)

select * from moves_summed_to_days
