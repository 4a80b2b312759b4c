with

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

matches as (

    select * from {{ ref('int_parties__matched') }}

),

parents as (

    -- a parent has the name of the party that represents it; one that is in no list
    -- keeps the name that its children know
    select
        matches.matched_party_key as party_key,
        matches.ledger,
        coalesce(representatives.party_id, parties.parent_party_id) as parent_party_id,
        coalesce(representatives.party_name, parties.parent_party_name)
            as parent_party_name,
        row_number() over (
            partition by matches.matched_party_key, matches.ledger
            order by
                case
                    when matches.party_key = matches.matched_party_key then 0
                    else 1
                end asc,
                matches.party_key asc
        ) as rank_number

    from parties
    -- inner: every party has its match
    inner join matches
        on
            parties.party_key = matches.party_key
            and parties.ledger = matches.ledger
    left join parties as listed
        on
            parties.connection = listed.connection
            and parties.ledger = listed.ledger
            and parties.parent_party_id = listed.party_id
    left join matches as parent_matches
        on
            listed.party_key = parent_matches.party_key
            and listed.ledger = parent_matches.ledger
    left join parties as representatives
        on
            parent_matches.matched_party_key = representatives.party_key
            and parent_matches.ledger = representatives.ledger

    where parties.parent_party_id is not null

),

merged as (

    -- what the newer system does not know, the older one may
    select
        matches.matched_party_key as party_key,
        matches.ledger,
        min(parents.parent_party_id) as parent_party_id,
        min(parents.parent_party_name) as parent_party_name,
        {{ min_text('parties.party_group') }} as party_group,
        {{ min_text('parties.territory') }} as territory

    from matches
    -- inner: a match is of a party
    inner join parties
        on
            matches.party_key = parties.party_key
            and matches.ledger = parties.ledger
    left join parents
        on
            matches.matched_party_key = parents.party_key
            and matches.ledger = parents.ledger
            and parents.rank_number = 1

    group by
        matches.matched_party_key,
        matches.ledger
    -- a party that is matched with a third represents nobody
    having min(
        case when matches.party_key = matches.matched_party_key then 0 else 1 end
    ) = 0

)

select * from merged
