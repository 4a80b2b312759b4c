with

contacts as (

    select * from {{ ref('stg_xero__contacts') }}

),

group_members as (

    select * from {{ ref('stg_xero__contact_group_members') }}

),

documents as (

    select * from {{ ref('int_documents__xero') }}

),

ledgers_of_documents as (

    select
        party_key,
        ledger
    from documents
    where party_key is not null
    group by
        party_key,
        ledger

),

keyed as (

    select
        *,
        {{ source_key('xero', 'contact', 'contact_id') }} as party_key
    from contacts

),

sides as (

    -- a contact is on a side if Xero flags it so, or if any document of it is
    select
        party_key,
        'receivable' as ledger
    from keyed
    where is_customer
    union distinct
    select
        party_key,
        'payable' as ledger
    from keyed
    where is_supplier
    union distinct
    select
        party_key,
        ledger
    from ledgers_of_documents

),

first_groups as (

    -- one group per contact keeps the join below one to one: the first by name
    select
        connection,
        contact_id,
        {{ min_text('contact_group_name') }} as contact_group_name
    from group_members
    where contact_group_status = 'ACTIVE'
    group by
        connection,
        contact_id

),

conformed as (

    select
        keyed.party_key,
        {{ company_key('xero', 'keyed.connection') }} as company_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        keyed.connection,
        sides.ledger,
        keyed.contact_id as party_id,
        keyed.contact_name as party_name,
        keyed.account_number as party_number,
        -- Xero knows no parents: a contact that was merged into another points there
        merged_into.contact_id as parent_party_id,
        merged_into.contact_name as parent_party_name,
        first_groups.contact_group_name as party_group,
        cast(null as {{ dbt.type_string() }}) as territory,
        keyed.currency_code,
        keyed.contact_status = 'ACTIVE' and not keyed.is_deleted as is_active,
        keyed.updated_at

    from keyed
    -- inner: a contact on neither side is no party yet
    inner join sides
        on keyed.party_key = sides.party_key
    left join first_groups
        on
            keyed.connection = first_groups.connection
            and keyed.contact_id = first_groups.contact_id
    left join keyed as merged_into
        on
            keyed.connection = merged_into.connection
            and keyed.merged_to_contact_id = merged_into.contact_id

)

select * from conformed
