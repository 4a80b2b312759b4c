-- Two rows of seeds/regional_business_units.csv are of the same unit and day: end one
-- on the day before the other begins.
with

regions as (

    select
        *,
        coalesce(valid_from, cast('0001-01-01' as date)) as first_date,
        coalesce(valid_to, cast('9999-12-31' as date)) as last_date
    from {{ ref('regional_business_units') }}

),

followed as (

    select
        *,
        lead(first_date) over (
            partition by connection, business_unit_id
            order by first_date, last_date
        ) as next_first_date
    from regions

)

select
    connection,
    business_unit_id,
    region_key,
    valid_from,
    valid_to,
    next_first_date
from followed
where
    last_date < first_date
    or next_first_date <= last_date
