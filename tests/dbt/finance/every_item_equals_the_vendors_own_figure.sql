select *
from {{ ref('int_open_items__compared') }}
where difference_amount <> 0
