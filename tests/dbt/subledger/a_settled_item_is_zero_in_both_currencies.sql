select *
from {{ ref('int_open_items__balanced') }}
where
    open_amount = 0
    and open_amount_base <> 0
