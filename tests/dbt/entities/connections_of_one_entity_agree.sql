select entity_key
from {{ ref('int_entities__assigned') }}
group by entity_key
having
    count(distinct base_currency_code) > 1
    or count(distinct fiscal_year_start_month) > 1
    or count(distinct fiscal_year_start_day) > 1
    or count(distinct org_key) > 1
