with

ancestors as (

    select * from {{ ref('int_parties__traced_to_ancestors') }}

    where ledger = 'receivable'

),

clusters as (

    select * from {{ ref('customer_clusters') }}

),

rules as (

    -- without dates a rule always holds; valid_to turns into the first day after it
    select
        entity_key,
        {{ normalized_name('customer') }} as name_path,
        {{ normalized_name("coalesce(product_group, '')") }} as product_group,
        cluster,
        market,
        coalesce(valid_from, cast('0001-01-01' as date)) as valid_from,
        coalesce({{ add_days('valid_to', 1) }}, cast('9999-12-31' as date)) as valid_to
    from clusters

),

rules_of_parties as (

    -- a customer has the rules that name it, and those of its ancestors
    select
        ancestors.party_key,
        ancestors.entity_key,
        ancestors.distance,
        rules.product_group,
        rules.cluster,
        rules.market,
        rules.valid_from,
        rules.valid_to
    from ancestors
    -- inner: who has no rule is nowhere here, and Unassigned
    inner join rules
        on
            ancestors.entity_key = rules.entity_key
            and ancestors.name_path = rules.name_path

),

groups_of_parties as (

    -- the empty group stands for every group that no rule names
    select
        party_key,
        entity_key,
        product_group
    from rules_of_parties
    union distinct
    select
        party_key,
        entity_key,
        '' as product_group
    from rules_of_parties

),

applicable as (

    select
        groups_of_parties.party_key,
        groups_of_parties.entity_key,
        groups_of_parties.product_group,
        rules_of_parties.distance,
        rules_of_parties.product_group <> '' as is_specific,
        rules_of_parties.cluster,
        rules_of_parties.market,
        rules_of_parties.valid_from,
        rules_of_parties.valid_to
    from groups_of_parties
    -- inner: a group is there because some rule applies to it, now or then
    inner join rules_of_parties
        on
            groups_of_parties.party_key = rules_of_parties.party_key
            and rules_of_parties.product_group in ('', groups_of_parties.product_group)

),

turning_days as (

    select
        party_key,
        product_group,
        valid_from as turning_day
    from applicable
    union distinct
    select
        party_key,
        product_group,
        valid_to as turning_day
    from applicable

),

stretches as (

    select
        party_key,
        product_group,
        turning_day as valid_from,
        lead(turning_day) over (
            partition by party_key, product_group
            order by turning_day
        ) as valid_to
    from turning_days

),

ranked as (

    -- the nearest name speaks, and of its rules the one for the very product group
    select
        applicable.party_key,
        applicable.entity_key,
        applicable.product_group,
        applicable.cluster as cluster_name,
        applicable.market,
        stretches.valid_from,
        stretches.valid_to,
        row_number() over (
            partition by
                applicable.party_key, applicable.product_group, stretches.valid_from
            order by
                applicable.distance asc,
                applicable.is_specific desc,
                applicable.valid_from desc,
                {{ surrogate_key(['applicable.cluster', 'applicable.market']) }} asc
        ) as rank_number
    from stretches
    -- inner: in a stretch without a rule the customer is Unassigned
    inner join applicable
        on
            stretches.party_key = applicable.party_key
            and stretches.product_group = applicable.product_group
            and stretches.valid_from >= applicable.valid_from
            and stretches.valid_to <= applicable.valid_to

),

assigned as (

    select
        party_key,
        entity_key,
        product_group,
        cluster_name,
        coalesce(market, 'Unassigned') as market,
        valid_from,
        valid_to
    from ranked
    where rank_number = 1

)

select * from assigned
