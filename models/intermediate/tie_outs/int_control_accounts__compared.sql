with

control_accounts as (

    select * from {{ ref('int_control_accounts__balanced') }}

),

items as (

    select * from {{ ref('int_open_items__compared') }}

    where check_name in ('ar_control_account', 'ap_control_account')

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

items_summed_to_checks as (

    select
        entity_key,
        connection,
        check_name,
        sum(our_amount + explained_amount) as amount_base
    from items
    group by
        entity_key,
        connection,
        check_name

),

compared as (

    select
        control_accounts.company_key,
        control_accounts.ledger,
        control_accounts.is_of_ledger,
        {{ money('control_accounts.balance_amount_base') }} as vendor_amount,
        {{ money('coalesce(summed.amount_base, 0)') }} as our_amount,
        control_accounts.balance_amount_base <> coalesce(summed.amount_base, 0)
            as is_different

    from control_accounts
    -- inner: every company has an entity (a test)
    inner join entities
        on control_accounts.company_key = entities.company_key
    left join items_summed_to_checks as summed
        on
            entities.entity_key = summed.entity_key
            and entities.connection = summed.connection
            and summed.check_name = case
                when control_accounts.ledger = 'receivable' then 'ar_control_account'
                else 'ap_control_account'
            end

)

select * from compared
