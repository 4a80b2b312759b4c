-- Money for an item that is missing or void stays on the payment; a person should know.
{{ config(severity='warn') }}

select *
from {{ ref('int_settlements__resolved') }}
where
    not is_resolved
    and (item_key is null or item_key <> cause_key)
