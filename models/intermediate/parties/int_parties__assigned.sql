with

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

merged as (

    select * from {{ ref('int_parties__merged') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

clusters as (

    select * from {{ ref('int_clusters__assigned') }}

),

known as (

    -- matched parties are one: the one that represents them; the joins are one to one
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
        merged.parent_party_id,
        merged.parent_party_name,
        coalesce(clusters.cluster_name, 'Unassigned') as cluster_name,
        coalesce(clusters.market, 'Unassigned') as market,
        coalesce(parties.party_group, merged.party_group) as party_group,
        coalesce(parties.territory, merged.territory) as territory,
        coalesce(parties.currency_code, entities.base_currency_code) as currency_code,
        false as is_unknown,
        parties.is_active,
        parties.updated_at

    from parties
    -- inner: every company has an entity (a test)
    inner join entities
        on parties.company_key = entities.company_key
    -- inner: only those that represent themselves
    inner join merged
        on
            parties.party_key = merged.party_key
            and parties.ledger = merged.ledger
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
