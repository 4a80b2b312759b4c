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
        coalesce(entities.reports_from, cast('0001-01-01' as date)) as reports_from,
        coalesce(entities.reports_until, cast('9999-12-31' as date)) as reports_until

    from parties
    -- inner: every company has an entity (a test)
    inner join entities
        on parties.company_key = entities.company_key

),

matched as (

    -- one to one: a party is matched once, with one party (tests of the seed)
    select
        named.*,
        targets.party_key as target_key
    from named
    left join matches
        on
            named.entity_key = matches.entity_key
            and named.ledger = matches.ledger
            and named.connection = matches.connection
            and named.party_id = matches.party_id
    left join named as targets
        on
            matches.entity_key = targets.entity_key
            and matches.ledger = targets.ledger
            and matches.matched_connection = targets.connection
            and matches.matched_party_id = targets.party_id

)

select * from matched
