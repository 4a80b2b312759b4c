-- An item without a row of its own would lose its money to every inner join.
select entries.*
from {{ ref('int_subledger_entries') }} as entries
left join {{ ref('int_open_items__assigned') }} as items
    on entries.open_item_key = items.open_item_key
where items.open_item_key is null
