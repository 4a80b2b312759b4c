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

applied as (

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

)

select * from applied
