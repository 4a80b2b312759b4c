select
    connection,
    region_key
from {{ ref('regional_business_units') }}
group by
    connection,
    region_key
having count(distinct region_label) > 1
