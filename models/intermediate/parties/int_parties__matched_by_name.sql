with

parties as (

    select * from {{ ref('int_parties__matched_by_people') }}

    where target_key is null

),

names_within_connections as (

    select
        entity_key,
        ledger,
        comparable_name,
        connection,
        count(*) as party_count
    from parties
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

matched as (

    -- a name is represented by the system in use, else by the one that came last
    select
        parties.party_key,
        parties.ledger,
        shared_names.is_ambiguous,
        case
            when not shared_names.is_ambiguous
                then first_value(parties.party_key) over (
                    partition by
                        parties.entity_key, parties.ledger, parties.comparable_name
                    order by
                        parties.reports_until desc,
                        parties.reports_from desc,
                        parties.party_key asc
                )
        end as target_key

    from parties
    -- inner: only where several systems have the name
    inner join shared_names
        on
            parties.entity_key = shared_names.entity_key
            and parties.ledger = shared_names.ledger
            and parties.comparable_name = shared_names.comparable_name

)

select * from matched
