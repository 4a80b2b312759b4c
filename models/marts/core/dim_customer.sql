-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'customer_key'])) }}

with

parties as (

    select * from {{ ref('int_parties__assigned') }}

),

customers as (

    select
        party_key as customer_key,
        entity_key,
        org_key,
        source_system,
        connection,
        party_id as customer_id,
        party_name as customer_name,
        party_number as customer_number,
        parent_party_id as parent_customer_id,
        parent_party_name as parent_customer_name,
        cluster_name,
        market,
        party_group as customer_group,
        territory,
        currency_code,
        is_unknown,
        is_active,
        updated_at

    from parties

    where ledger = 'receivable'

)

select * from customers
