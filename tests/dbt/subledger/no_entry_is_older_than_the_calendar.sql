-- Move the var calendar_start back: dates before it are on no calendar.
select *
from {{ ref('int_subledger_entries') }}
where entry_date < cast('{{ var("calendar_start") }}' as date)
