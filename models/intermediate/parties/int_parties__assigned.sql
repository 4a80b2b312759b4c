with

parties as (

    select * from {{ ref('int_parties__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

clusters as (

    select * from {{ ref('customer_clusters') }}

),

clusters_in_force as (

    -- the row for all product groups; a test keeps their validity from overlapping
    select
        entity_key,
        customer,
        cluster,
        market
    from clusters
    where
        product_group is null
        and coalesce(valid_from, {{ as_of_date() }}) <= {{ as_of_date() }}
        and coalesce(valid_to, {{ as_of_date() }}) >= {{ as_of_date() }}

),

known as (

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
        parties.parent_party_id,
        parties.parent_party_name,
        coalesce(clusters_in_force.cluster, 'Unassigned') as cluster_name,
        coalesce(clusters_in_force.market, 'Unassigned') as market,
        parties.party_group,
        parties.territory,
        coalesce(parties.currency_code, entities.base_currency_code) as currency_code,
        false as is_unknown,
        parties.is_active,
        parties.updated_at

    from parties
    -- inner: every company has an entity (a test)
    inner join entities
        on parties.company_key = entities.company_key
    left join clusters_in_force
        on
            parties.ledger = 'receivable'
            and entities.entity_key = clusters_in_force.entity_key
            and lower(trim(parties.party_name))
            = lower(trim(clusters_in_force.customer))

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
