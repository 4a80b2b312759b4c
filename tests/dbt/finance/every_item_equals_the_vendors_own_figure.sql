select *
from {{ ref('int_tie_outs__items') }}
where difference_amount <> 0
