with

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

matches as (

    select * from {{ ref('party_matches') }}

),

named as (

    select
        parties.party_key,
        entities.entity_key,
        parties.ledger,
        parties.connection,
        parties.party_id,
        {{ normalized_name('parties.party_name') }} as comparable_name,
        parties.party_name,
        entities.reports_from,
        entities.reports_until

    from parties
    -- inner: every company has an entity (a test)
    inner join entities
        on parties.company_key = entities.company_key

),

told_by_people as (

    -- one to one: a party is matched once, with one party (tests of the seed)
    select
        named.party_key,
        named.ledger,
        targets.party_key as target_key
    from named
    inner join matches
        on
            named.entity_key = matches.entity_key
            and named.ledger = matches.ledger
            and named.connection = matches.connection
            and named.party_id = matches.party_id
    inner join named as targets
        on
            matches.entity_key = targets.entity_key
            and matches.ledger = targets.ledger
            and matches.matched_connection = targets.connection
            and matches.matched_party_id = targets.party_id

),

left_to_their_names as (

    select named.*
    from named
    left join told_by_people
        on
            named.party_key = told_by_people.party_key
            and named.ledger = told_by_people.ledger
    where told_by_people.party_key is null

),

names_within_connections as (

    select
        entity_key,
        ledger,
        comparable_name,
        connection,
        count(*) as party_count
    from left_to_their_names
    group by
        entity_key,
        ledger,
        comparable_name,
        connection

),

shared_names as (

    -- the same name twice in one system says nothing about another system
    select
        entity_key,
        ledger,
        comparable_name,
        max(party_count) > 1 as is_ambiguous
    from names_within_connections
    group by
        entity_key,
        ledger,
        comparable_name
    having count(*) > 1

),

ranked as (

    -- who speaks for a name: the system in use, else the one that came last
    select
        left_to_their_names.party_key,
        left_to_their_names.entity_key,
        left_to_their_names.ledger,
        left_to_their_names.comparable_name,
        row_number() over (
            partition by
                left_to_their_names.entity_key,
                left_to_their_names.ledger,
                left_to_their_names.comparable_name
            order by
                coalesce(
                    left_to_their_names.reports_until, cast('9999-12-31' as date)
                ) desc,
                coalesce(
                    left_to_their_names.reports_from, cast('0001-01-01' as date)
                ) desc,
                left_to_their_names.party_key asc
        ) as rank_number

    from left_to_their_names
    -- inner: only where a name is shared, and clear
    inner join shared_names
        on
            left_to_their_names.entity_key = shared_names.entity_key
            and left_to_their_names.ledger = shared_names.ledger
            and left_to_their_names.comparable_name = shared_names.comparable_name
    where not shared_names.is_ambiguous

),

speakers as (

    select * from ranked

    where rank_number = 1

),

matched_by_name as (

    select
        ranked.party_key,
        ranked.ledger,
        speakers.party_key as target_key
    from ranked
    -- inner: every name has the one who speaks for it
    inner join speakers
        on
            ranked.entity_key = speakers.entity_key
            and ranked.ledger = speakers.ledger
            and ranked.comparable_name = speakers.comparable_name

),

named_by_people as (

    select distinct
        target_key,
        ledger
    from told_by_people

),

matched as (

    -- whom people name may itself be matched by its name
    select
        named.party_key,
        named.entity_key,
        named.ledger,
        named.connection,
        coalesce(
            targets_by_name.target_key,
            told_by_people.target_key,
            matched_by_name.target_key,
            named.party_key
        ) as matched_party_key,
        case
            when told_by_people.target_key is not null then 'seed'
            when named_by_people.target_key is not null then 'seed'
            when matched_by_name.target_key is not null then 'name'
            when shared_names.is_ambiguous then 'ambiguous'
            else 'none'
        end as match_type,
        named.party_name,
        named.comparable_name

    from named
    left join told_by_people
        on
            named.party_key = told_by_people.party_key
            and named.ledger = told_by_people.ledger
    left join matched_by_name
        on
            named.party_key = matched_by_name.party_key
            and named.ledger = matched_by_name.ledger
    left join matched_by_name as targets_by_name
        on
            told_by_people.target_key = targets_by_name.party_key
            and told_by_people.ledger = targets_by_name.ledger
    left join named_by_people
        on
            named.party_key = named_by_people.target_key
            and named.ledger = named_by_people.ledger
    left join shared_names
        on
            named.entity_key = shared_names.entity_key
            and named.ledger = shared_names.ledger
            and named.comparable_name = shared_names.comparable_name

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
        speaking.party_name as matched_party_name,
        matched.comparable_name

    from matched
    -- inner: whoever it is matched with is a party, too
    inner join named as speaking
        on
            matched.matched_party_key = speaking.party_key
            and matched.ledger = speaking.ledger

)

select * from named_after_their_match
