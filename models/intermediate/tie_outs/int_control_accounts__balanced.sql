with

lines as (

    select * from {{ ref('int_ledger_lines__unioned') }}

),

accounts as (

    select * from {{ ref('int_accounts__unioned') }}

),

balances_of_ledgers as (

    -- inner: only lines of a control account count; a payable one is credited
    select
        lines.company_key,
        accounts.control_of_ledger as ledger,
        {{ money("
            sum(
                case when accounts.control_of_ledger = 'payable' then -1 else 1 end
                * lines.amount_base
            )
        ") }} as balance_amount_base,
        true as is_of_ledger

    from lines
    inner join accounts
        on lines.account_key = accounts.account_key

    where
        lines.is_posted
        and accounts.control_of_ledger is not null

    group by
        lines.company_key,
        accounts.control_of_ledger

),

balances_of_accounts as (

    -- who lands no ledger may still say what stands on its accounts
    select
        company_key,
        control_of_ledger as ledger,
        {{ money("
            sum(
                case when control_of_ledger = 'payable' then -1 else 1 end
                * reported_balance_amount_base
            )
        ") }} as balance_amount_base,
        false as is_of_ledger
    from accounts
    where
        control_of_ledger is not null
        and reported_balance_amount_base is not null
    group by
        company_key,
        control_of_ledger

),

balances as (

    select * from balances_of_ledgers
    union all
    select * from balances_of_accounts

)

select * from balances
