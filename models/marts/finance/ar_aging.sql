-- It grows with the books; this is how readers find their rows.
{{ config(found_by(['entity_key', 'customer_key'], 'due_date')) }}

with

items as (

    select * from {{ ref('int_open_items__aged') }}

),

open_items as (

    select
        open_item_key,
        party_key as customer_key,
        entity_key,
        org_key,
        source_system,
        connection,
        open_item_id,
        document_type,
        document_number,
        reference,
        party_name as customer_name,
        currency_code,
        base_currency_code,
        aging_bucket,
        open_amount,
        open_amount_base,
        days_overdue,
        aging_bucket_number,
        is_overdue,
        is_high_risk,
        issue_date,
        due_date,
        as_of_date

    from items

    where ledger = 'receivable'

)

select * from open_items
