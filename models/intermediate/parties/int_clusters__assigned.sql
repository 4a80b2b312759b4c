with

applied as (

    select * from {{ ref('int_cluster_rules__applied') }}

),

turning_days as (

    select
        party_key,
        product_group,
        valid_from as turning_day
    from applied
    union distinct
    select
        party_key,
        product_group,
        valid_to as turning_day
    from applied

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

    -- the nearest name counts, and of its rules the one for the very product group
    select
        applied.party_key,
        applied.entity_key,
        applied.product_group,
        applied.cluster as cluster_name,
        applied.market,
        stretches.valid_from,
        stretches.valid_to,
        row_number() over (
            partition by
                applied.party_key, applied.product_group, stretches.valid_from
            order by
                applied.distance asc,
                applied.is_specific desc,
                applied.valid_from desc,
                {{ surrogate_key(['applied.cluster', 'applied.market']) }} asc
        ) as rank_number
    from stretches
    -- inner: in a stretch without a rule the customer is Unassigned
    inner join applied
        on
            stretches.party_key = applied.party_key
            and stretches.product_group = applied.product_group
            and stretches.valid_from >= applied.valid_from
            and stretches.valid_to <= applied.valid_to

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
