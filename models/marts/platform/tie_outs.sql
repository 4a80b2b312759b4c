with

items as (

    select * from {{ ref('int_open_items__compared') }}

),

orphans as (

    select * from {{ ref('int_documents__orphaned') }}

),

control_accounts as (

    select * from {{ ref('int_control_accounts__balanced') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

checked as (

    select * from items
    union all
    select * from orphans

),

checked_summed_to_checks as (

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
    from checked
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
        entities.org_key,
        entities.source_system,
        entities.connection,
        case
            when control_accounts.ledger = 'receivable' then 'ar_control_account'
            else 'ap_control_account'
        end as check_name,
        entities.base_currency_code as currency_code,
        sum(control_accounts.balance_amount_base) as balance_amount_base
    from control_accounts
    -- inner: every company has an entity (a test)
    inner join entities
        on control_accounts.company_key = entities.company_key
    group by
        entities.entity_key,
        entities.org_key,
        entities.source_system,
        entities.connection,
        entities.base_currency_code,
        control_accounts.ledger

),

tied as (

    -- full: a control account with a balance and no item must show too; without the
    -- vendor's own ledger there is none to compare with
    select
        coalesce(checks.entity_key, ledgers.entity_key) as entity_key,
        coalesce(checks.org_key, ledgers.org_key) as org_key,
        coalesce(checks.source_system, ledgers.source_system) as source_system,
        coalesce(checks.connection, ledgers.connection) as connection,
        coalesce(checks.check_name, ledgers.check_name) as check_name,
        coalesce(checks.currency_code, ledgers.currency_code) as currency_code,
        coalesce(ledgers.balance_amount_base, checks.vendor_amount) as vendor_amount,
        coalesce(checks.our_amount, 0) as our_amount,
        coalesce(checks.explained_amount, 0) as explained_amount,
        coalesce(checks.item_count, 0) as item_count,
        coalesce(checks.differing_item_count, 0) as differing_item_count

    from checked_summed_to_checks as checks
    full outer join vendors_own_ledgers as ledgers
        on
            checks.entity_key = ledgers.entity_key
            and checks.connection = ledgers.connection
            and checks.check_name = ledgers.check_name

    where
        checks.check_name not in ('ar_control_account', 'ap_control_account')
        or ledgers.check_name is not null

),

compared as (

    select
        entity_key,
        org_key,
        source_system,
        connection,
        check_name,
        currency_code,
        {{ money('vendor_amount') }} as vendor_amount,
        {{ money('our_amount') }} as our_amount,
        {{ money('explained_amount') }} as explained_amount,
        {{ money('vendor_amount - our_amount - explained_amount') }} as difference,
        item_count,
        differing_item_count

    from tied

)

select * from compared
