-- What we say is open is what the vendor says: item by item and against its own ledger.
-- A row here is work for a person; mart_platform.tie_out_items names the items.
select *
from {{ ref('tie_outs') }}
where difference <> 0
