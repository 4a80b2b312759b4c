-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'supplier_key'])) }}

with

parties as (

    select * from {{ ref('int_parties__assigned') }}

),

suppliers as (

    select
        party_key as supplier_key,
        entity_key,
        org_key,
        source_system,
        connection,
        party_id as supplier_id,
        party_name as supplier_name,
        party_number as supplier_number,
        parent_party_id as parent_supplier_id,
        parent_party_name as parent_supplier_name,
        party_group as supplier_group,
        territory,
        currency_code,
        is_unknown,
        is_active,
        updated_at

    from parties

    where ledger = 'payable'

)

select * from suppliers
