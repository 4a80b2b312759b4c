-- Two rows of seeds/customer_clusters.csv are of the same customer, product group and
-- day, perhaps in other capitals: end one on the day before the other begins.
with

rules as (

    select
        *,
        {{ normalized_name('customer') }} as name_path,
        {{ normalized_name("coalesce(product_group, '')") }} as comparable_group,
        coalesce(valid_from, cast('0001-01-01' as date)) as first_date,
        coalesce(valid_to, cast('9999-12-31' as date)) as last_date
    from {{ ref('customer_clusters') }}

),

followed as (

    select
        *,
        lead(first_date) over (
            partition by entity_key, name_path, comparable_group
            order by first_date, last_date
        ) as next_first_date
    from rules

)

select
    entity_key,
    customer,
    product_group,
    cluster,
    valid_from,
    valid_to,
    next_first_date
from followed
where
    last_date < first_date
    or next_first_date <= last_date
