with recursive

parties as (

    select * from {{ ref('int_parties__matched') }}

),

paths as (

    -- a customer goes by its own name, and by those that it had in older systems
    select distinct
        matched_party_key as party_key,
        entity_key,
        ledger,
        comparable_name as name_path
    from parties

),

climbed as (

    select
        party_key,
        entity_key,
        ledger,
        name_path,
        0 as distance
    from paths
    union all
    select
        party_key,
        entity_key,
        ledger,
        {{ regex_extract('name_path', '^(.*):[^:]*$') }} as name_path,
        distance + 1 as distance
    from climbed
    where name_path like '%:%'

),

nearest as (

    -- two names may lead to one ancestor
    select
        party_key,
        entity_key,
        ledger,
        name_path,
        min(distance) as distance
    from climbed
    group by
        party_key,
        entity_key,
        ledger,
        name_path

)

select * from nearest
