-- Overlapping stretches would count a sale in both.
with

stretches as (

    select
        *,
        lead(valid_from) over (
            partition by party_key, product_group
            order by valid_from
        ) as next_valid_from
    from {{ ref('int_clusters__assigned') }}

)

select *
from stretches
where
    valid_from >= valid_to
    or next_valid_from < valid_to
