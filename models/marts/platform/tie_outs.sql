with

items as (

    select * from {{ ref('int_tie_outs__items') }}

),

control_accounts as (

    select * from {{ ref('int_control_accounts__balanced') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

items_summed_to_checks as (

    select
        entity_key,
        org_key,
        source_system,
        connection,
        check_name,
        currency_code,
        sum(vendor_amount) as vendor_amount,
        sum(our_amount) as our_amount,
        sum(explained_amount) as explained_amount,
        count(*) as item_count,
        count(likely_reason) as differing_item_count
    from items
    group by
        entity_key,
        org_key,
        source_system,
        connection,
        check_name,
        currency_code

),

vendors_own_ledgers as (

    -- one company per connection and entity keeps the join below one to one
    select
        entities.entity_key,
        entities.connection,
        case
            when control_accounts.ledger = 'receivable' then 'ar_control_account'
            else 'ap_control_account'
        end as check_name,
        sum(control_accounts.balance_amount_base) as balance_amount_base
    from control_accounts
    -- inner: every company has an entity (a test)
    inner join entities
        on control_accounts.company_key = entities.company_key
    group by
        entities.entity_key,
        entities.connection,
        control_accounts.ledger

),

tied as (

    -- a control account is compared only where the vendor lands its own ledger
    select
        checks.entity_key,
        checks.org_key,
        checks.source_system,
        checks.connection,
        checks.check_name,
        checks.currency_code,
        {{ money(
            'coalesce(vendors_own_ledgers.balance_amount_base, checks.vendor_amount)'
        ) }} as vendor_amount,
        {{ money('checks.our_amount') }} as our_amount,
        {{ money('checks.explained_amount') }} as explained_amount,
        {{ money("
            coalesce(vendors_own_ledgers.balance_amount_base, checks.vendor_amount)
            - checks.our_amount - checks.explained_amount
        ") }} as difference,
        checks.item_count,
        checks.differing_item_count

    from items_summed_to_checks as checks
    left join vendors_own_ledgers
        on
            checks.entity_key = vendors_own_ledgers.entity_key
            and checks.connection = vendors_own_ledgers.connection
            and checks.check_name = vendors_own_ledgers.check_name

    where
        checks.check_name in ('ar_open_items', 'ap_open_items')
        or vendors_own_ledgers.check_name is not null

)

select * from tied
