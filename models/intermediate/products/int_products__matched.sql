with

products as (

    select * from {{ ref('int_products__inferred') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

matches as (

    select * from {{ ref('product_matches') }}

),

coded as (

    -- of a path of names the last one is the code
    select
        products.product_key,
        entities.entity_key,
        products.connection,
        products.product_id,
        products.sku,
        {{ normalized_name(regex_extract('products.sku', '([^:]*)$')) }}
            as comparable_code,
        products.is_active,
        products.is_inferred,
        entities.reports_from,
        entities.reports_until

    from products
    -- inner: every company has an entity (a test)
    inner join entities
        on products.company_key = entities.company_key

),

told_by_people as (

    -- one to one: a product is matched once, with one product (tests of the seed)
    select
        coded.product_key,
        targets.product_key as target_key
    from coded
    inner join matches
        on
            coded.entity_key = matches.entity_key
            and coded.connection = matches.connection
            and coalesce(coded.product_id, coded.sku) = matches.product_id
    inner join coded as targets
        on
            matches.entity_key = targets.entity_key
            and matches.matched_connection = targets.connection
            and matches.matched_product_id
            = coalesce(targets.product_id, targets.sku)

),

left_to_their_codes as (

    select coded.*
    from coded
    left join told_by_people
        on coded.product_key = told_by_people.product_key
    where
        told_by_people.product_key is null
        and coded.comparable_code is not null

),

codes_within_connections as (

    select
        entity_key,
        comparable_code,
        connection,
        count(distinct sku) as sku_count
    from left_to_their_codes
    group by
        entity_key,
        comparable_code,
        connection

),

shared_codes as (

    select
        entity_key,
        comparable_code
    from codes_within_connections
    group by
        entity_key,
        comparable_code
    having count(*) > 1

),

named_by_people as (

    select distinct target_key
    from told_by_people

),

ambiguous_codes as (

    -- the same code under two paths of one system says nothing about another system
    select
        entity_key,
        comparable_code
    from codes_within_connections
    group by
        entity_key,
        comparable_code
    having max(sku_count) > 1

),

ranked as (

    -- who speaks for a code: what the list still has, in the system in use, else in the
    -- one that came last
    select
        coded.product_key,
        coded.entity_key,
        coded.comparable_code,
        row_number() over (
            partition by coded.entity_key, coded.comparable_code
            order by
                coded.is_inferred asc,
                coalesce(coded.reports_until, cast('9999-12-31' as date)) desc,
                coalesce(coded.reports_from, cast('0001-01-01' as date)) desc,
                coded.is_active desc,
                coded.product_key asc
        ) as rank_number
    from left_to_their_codes as coded
    left join ambiguous_codes
        on
            coded.entity_key = ambiguous_codes.entity_key
            and coded.comparable_code = ambiguous_codes.comparable_code
    where ambiguous_codes.comparable_code is null

),

speakers as (

    select * from ranked

    where rank_number = 1

),

matched_by_code as (

    select
        ranked.product_key,
        speakers.product_key as target_key
    from ranked
    -- inner: every code has the one who speaks for it
    inner join speakers
        on
            ranked.entity_key = speakers.entity_key
            and ranked.comparable_code = speakers.comparable_code

),

matched as (

    -- what people name may itself be matched by its code
    select
        coded.product_key,
        coded.entity_key,
        coalesce(
            targets_by_code.target_key,
            told_by_people.target_key,
            matched_by_code.target_key,
            coded.product_key
        ) as matched_product_key,
        case
            when told_by_people.target_key is not null then 'seed'
            when named_by_people.target_key is not null then 'seed'
            when matched_by_code.target_key <> coded.product_key then 'code'
            when
                matched_by_code.target_key is not null
                and shared_codes.comparable_code is not null
                then 'code'
            else 'none'
        end as match_type

    from coded
    left join told_by_people
        on coded.product_key = told_by_people.product_key
    left join matched_by_code
        on coded.product_key = matched_by_code.product_key
    left join matched_by_code as targets_by_code
        on told_by_people.target_key = targets_by_code.product_key
    left join named_by_people
        on coded.product_key = named_by_people.target_key
    left join shared_codes
        on
            coded.entity_key = shared_codes.entity_key
            and coded.comparable_code = shared_codes.comparable_code

)

select * from matched
