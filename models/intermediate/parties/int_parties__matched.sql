with

parties as (

    select * from {{ ref('int_parties__matched_by_people') }}

),

matched_by_name as (

    select * from {{ ref('int_parties__matched_by_name') }}

),

named_by_people as (

    select distinct
        target_key,
        ledger
    from parties
    where target_key is not null

),

matched as (

    -- the party that people name may itself be matched by its name
    select
        parties.party_key,
        parties.entity_key,
        parties.ledger,
        parties.connection,
        coalesce(
            targets_by_name.target_key,
            parties.target_key,
            matched_by_name.target_key,
            parties.party_key
        ) as matched_party_key,
        case
            when parties.target_key is not null then 'seed'
            when named_by_people.target_key is not null then 'seed'
            when matched_by_name.target_key is not null then 'name'
            when matched_by_name.is_ambiguous then 'ambiguous'
            else 'none'
        end as match_type,
        parties.party_name,
        parties.comparable_name

    from parties
    left join matched_by_name
        on
            parties.party_key = matched_by_name.party_key
            and parties.ledger = matched_by_name.ledger
    left join matched_by_name as targets_by_name
        on
            parties.target_key = targets_by_name.party_key
            and parties.ledger = targets_by_name.ledger
    left join named_by_people
        on
            parties.party_key = named_by_people.target_key
            and parties.ledger = named_by_people.ledger

),

named_after_their_match as (

    select
        matched.party_key,
        matched.entity_key,
        matched.ledger,
        matched.connection,
        matched.matched_party_key,
        matched.match_type,
        matched.party_name,
        representatives.party_name as matched_party_name,
        matched.comparable_name

    from matched
    -- inner: what a party is matched with is a party, too
    inner join parties as representatives
        on
            matched.matched_party_key = representatives.party_key
            and matched.ledger = representatives.ledger

)

select * from named_after_their_match
