-- Of a chain only the first step is taken: in seeds/party_matches.csv and
-- seeds/product_matches.csv name the last of the chain in every row.
with

matches as (

    select
        entity_key,
        ledger as kind,
        connection,
        party_id as record_id,
        matched_connection,
        matched_party_id as matched_record_id
    from {{ ref('party_matches') }}
    union all
    select
        entity_key,
        'product' as kind,
        connection,
        product_id as record_id,
        matched_connection,
        matched_product_id as matched_record_id
    from {{ ref('product_matches') }}

)

select
    matches.*,
    further.matched_connection as third_connection,
    further.matched_record_id as third_record_id
from matches
-- inner: who is named and has a row too
inner join matches as further
    on
        matches.entity_key = further.entity_key
        and matches.kind = further.kind
        and matches.matched_connection = further.connection
        and matches.matched_record_id = further.record_id
