-- What represents others is in the list, and nothing represents it.
with

parties as (

    select
        matches.entity_key,
        matches.ledger as kind,
        matches.matched_party_key as matched_key,
        assigned.party_key as listed_key
    from {{ ref('int_parties__matched') }} as matches
    left join {{ ref('int_parties__assigned') }} as assigned
        on
            matches.matched_party_key = assigned.party_key
            and matches.ledger = assigned.ledger
            and matches.entity_key = assigned.entity_key

),

products as (

    select
        matches.entity_key,
        'product' as kind,
        matches.matched_product_key as matched_key,
        assigned.product_key as listed_key
    from {{ ref('int_products__matched') }} as matches
    left join {{ ref('int_products__assigned') }} as assigned
        on
            matches.matched_product_key = assigned.product_key
            and matches.entity_key = assigned.entity_key

),

unioned as (

    select * from parties
    union all
    select * from products

)

select *
from unioned
where listed_key is null
