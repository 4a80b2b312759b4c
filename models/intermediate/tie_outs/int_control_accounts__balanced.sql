with

lines as (

    select * from {{ ref('int_ledger_lines__unioned') }}

),

accounts as (

    select * from {{ ref('int_accounts__unioned') }}

),

balances as (

    -- inner: only lines of a control account count; a payable one is credited
    select
        lines.company_key,
        accounts.control_of_ledger as ledger,
        {{ money("
            sum(
                case when accounts.control_of_ledger = 'payable' then -1 else 1 end
                * lines.amount_base
            )
        ") }} as balance_amount_base

    from lines
    inner join accounts
        on lines.account_key = accounts.account_key

    where
        lines.is_posted
        and accounts.control_of_ledger is not null

    group by
        lines.company_key,
        accounts.control_of_ledger

)

select * from balances
