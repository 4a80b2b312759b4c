-- Figures of a unit without a region are in no region's: add a row to
-- seeds/regional_business_units.csv. The mart that is read here says what they hold.
{{ config(severity='warn') }}

select
    connection,
    business_unit_id,
    bu_key,
    first_date,
    last_date
from {{ ref('unmapped_business_units') }}
