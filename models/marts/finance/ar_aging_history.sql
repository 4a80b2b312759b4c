-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key'], 'as_of_date')) }}

with

history as (

    select * from {{ ref('int_open_items__aged_history') }}

),

receivables as (

    select
        entity_key,
        org_key,
        currency_code,
        base_currency_code,
        aging_bucket,
        open_amount,
        open_amount_base,
        aging_bucket_number,
        item_count,
        as_of_date

    from history

    where ledger = 'receivable'

)

select * from receivables
