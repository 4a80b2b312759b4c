with

customers as (

    select * from {{ ref('stg_erpnext__customers') }}

),

suppliers as (

    select * from {{ ref('stg_erpnext__suppliers') }}

),

companies as (

    select * from {{ ref('int_entities__erpnext') }}

),

payment_ledger as (

    select * from {{ ref('int_erpnext_payment_ledger') }}

),

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

listed as (

    select
        connection,
        'Customer' as party_type,
        'receivable' as usual_ledger,
        customer_id as party_id,
        customer_name as party_name,
        customer_group_id as party_group,
        territory_id as territory,
        currency_code,
        not coalesce(is_disabled, false) and not is_deleted as is_active,
        updated_at_local
    from customers
    union all
    select
        connection,
        'Supplier' as party_type,
        'payable' as usual_ledger,
        supplier_id as party_id,
        supplier_name as party_name,
        supplier_group_id as party_group,
        cast(null as {{ dbt.type_string() }}) as territory,
        currency_code,
        not coalesce(is_disabled, false) and not is_deleted as is_active,
        updated_at_local
    from suppliers

),

dealings as (

    select
        connection,
        company_id,
        party_type,
        party_id,
        ledger
    from payment_ledger
    where is_posted
    union distinct
    select
        connection,
        company_id,
        case when ledger = 'receivable' then 'Customer' else 'Supplier' end
            as party_type,
        party_id,
        ledger
    from invoices
    where
        party_id is not null
        and not is_deleted

),

idle as (

    -- the list is the site's: whom no company deals with yet is every company's
    select
        listed.connection,
        companies.company_code as company_id,
        listed.party_type,
        listed.party_id,
        listed.usual_ledger as ledger
    from listed
    inner join companies
        on listed.connection = companies.connection
    left join dealings
        on
            listed.connection = dealings.connection
            and listed.party_type = dealings.party_type
            and listed.party_id = dealings.party_id
    where dealings.connection is null

),

members as (

    select * from dealings
    union all
    select * from idle

),

conformed as (

    -- employees and shareholders have no list here: they go by their name
    select
        {{ erpnext_party_key('members.party_type', 'members.party_id') }} as party_key,
        {{ company_key('erpnext', 'members.connection', 'members.company_id') }}
            as company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        members.connection,
        cast(members.ledger as {{ dbt.type_string() }}) as ledger,
        members.party_id,
        coalesce(listed.party_name, members.party_id) as party_name,
        cast(null as {{ dbt.type_string() }}) as party_number,
        cast(null as {{ dbt.type_string() }}) as parent_party_id,
        cast(null as {{ dbt.type_string() }}) as parent_party_name,
        listed.party_group,
        listed.territory,
        listed.currency_code,
        coalesce(listed.is_active, true) as is_active,
        {{ local_to_utc('listed.updated_at_local', 'entities.time_zone') }}
            as updated_at

    from members
    left join listed
        on
            members.connection = listed.connection
            and members.party_type = listed.party_type
            and members.party_id = listed.party_id
    left join entities
        on
            members.connection = entities.connection
            and members.company_id = entities.company_code
    -- a customer or supplier that was never sent is the unknown member
    where
        listed.party_id is not null
        or members.party_type not in ('Customer', 'Supplier')

)

select * from conformed
