-- A row of seeds/party_matches.csv or seeds/product_matches.csv names what no list has:
-- mistyped, or deleted since.
{{ config(severity='warn') }}

with

parties as (

    select
        entities.entity_key,
        parties.ledger as kind,
        parties.connection,
        parties.party_id as record_id
    from {{ ref('int_parties__unioned') }} as parties
    -- inner: every company has an entity (a test)
    inner join {{ ref('int_entities__assigned') }} as entities
        on parties.company_key = entities.company_key

),

products as (

    select
        entities.entity_key,
        'product' as kind,
        products.connection,
        coalesce(products.product_id, products.sku) as record_id
    from {{ ref('int_products__inferred') }} as products
    -- inner: every company has an entity (a test)
    inner join {{ ref('int_entities__assigned') }} as entities
        on products.company_key = entities.company_key

),

records as (

    select * from parties
    union all
    select * from products

),

sides as (

    select
        entity_key,
        ledger as kind,
        connection,
        party_id as record_id
    from {{ ref('party_matches') }}
    union all
    select
        entity_key,
        ledger as kind,
        matched_connection as connection,
        matched_party_id as record_id
    from {{ ref('party_matches') }}
    union all
    select
        entity_key,
        'product' as kind,
        connection,
        product_id as record_id
    from {{ ref('product_matches') }}
    union all
    select
        entity_key,
        'product' as kind,
        matched_connection as connection,
        matched_product_id as record_id
    from {{ ref('product_matches') }}

)

select sides.*
from sides
left join records
    on
        sides.entity_key = records.entity_key
        and sides.kind = records.kind
        and sides.connection = records.connection
        and sides.record_id = records.record_id
where records.record_id is null
