with

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

matches as (

    select * from {{ ref('int_parties__matched') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

clusters as (

    select * from {{ ref('int_clusters__assigned') }}

),

named_parents as (

    -- a parent is called what the system that speaks for it calls it; one that is in no
    -- list keeps the name that its children know
    select
        matches.matched_party_key as party_key,
        matches.ledger,
        coalesce(speaking.party_id, parties.parent_party_id) as parent_party_id,
        coalesce(speaking.party_name, parties.parent_party_name)
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
    left join parties as speaking
        on
            parent_matches.matched_party_key = speaking.party_key
            and parent_matches.ledger = speaking.ledger

    where parties.parent_party_id is not null

),

older_facts as (

    -- what the newer system does not know, the older one may
    select
        matches.matched_party_key as party_key,
        matches.ledger,
        {{ min_text('parties.party_group') }} as party_group,
        {{ min_text('parties.territory') }} as territory
    from matches
    -- inner: a match is of a party
    inner join parties
        on
            matches.party_key = parties.party_key
            and matches.ledger = parties.ledger
    where matches.party_key <> matches.matched_party_key
    group by
        matches.matched_party_key,
        matches.ledger

),

known as (

    -- matched parties are one: whoever speaks for them; the joins are one to one
    select
        parties.party_key,
        entities.entity_key,
        entities.org_key,
        parties.source_system,
        parties.connection,
        parties.party_id,
        parties.ledger,
        parties.party_name,
        parties.party_number,
        named_parents.parent_party_id,
        named_parents.parent_party_name,
        coalesce(clusters.cluster_name, 'Unassigned') as cluster_name,
        coalesce(clusters.market, 'Unassigned') as market,
        coalesce(parties.party_group, older_facts.party_group) as party_group,
        coalesce(parties.territory, older_facts.territory) as territory,
        coalesce(parties.currency_code, entities.base_currency_code) as currency_code,
        false as is_unknown,
        parties.is_active,
        parties.updated_at

    from parties
    -- inner: every company has an entity (a test)
    inner join entities
        on parties.company_key = entities.company_key
    -- inner: only those who speak for themselves
    inner join matches
        on
            parties.party_key = matches.matched_party_key
            and parties.party_key = matches.party_key
            and parties.ledger = matches.ledger
    left join named_parents
        on
            parties.party_key = named_parents.party_key
            and parties.ledger = named_parents.ledger
            and named_parents.rank_number = 1
    left join older_facts
        on
            parties.party_key = older_facts.party_key
            and parties.ledger = older_facts.ledger
    left join clusters
        on
            parties.ledger = 'receivable'
            and parties.party_key = clusters.party_key
            and clusters.product_group = ''
            and clusters.valid_from <= {{ as_of_date() }}
            and clusters.valid_to > {{ as_of_date() }}

),

ledgers as (

    select 'receivable' as ledger
    union all
    select 'payable' as ledger

),

unknown as (

    -- one per entity and ledger: what names a party that the vendor never sent
    select distinct
        {{ unknown_party_key('entities.entity_key', 'ledgers.ledger') }} as party_key,
        entities.entity_key,
        entities.org_key,
        cast(null as {{ dbt.type_string() }}) as source_system,
        cast(null as {{ dbt.type_string() }}) as connection,
        cast(null as {{ dbt.type_string() }}) as party_id,
        ledgers.ledger,
        {{ unknown_party_name('ledgers.ledger') }} as party_name,
        cast(null as {{ dbt.type_string() }}) as party_number,
        cast(null as {{ dbt.type_string() }}) as parent_party_id,
        cast(null as {{ dbt.type_string() }}) as parent_party_name,
        'Unassigned' as cluster_name,
        'Unassigned' as market,
        cast(null as {{ dbt.type_string() }}) as party_group,
        cast(null as {{ dbt.type_string() }}) as territory,
        entities.base_currency_code as currency_code,
        true as is_unknown,
        true as is_active,
        cast(null as {{ dbt.type_timestamp() }}) as updated_at

    from entities
    cross join ledgers

),

assigned as (

    select * from known
    union all
    select * from unknown

)

select * from assigned
