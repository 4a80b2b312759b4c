with

items as (

    select * from {{ ref('int_open_items__summed') }}

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

settlements as (

    select * from {{ ref('int_settlements__unioned') }}

),

differing as (

    -- few, and only of these the documents and settlements below are read
    select open_item_key
    from items
    where reported_outstanding_amount <> open_amount

),

settlements_summed_to_items as (

    -- inner: as above
    select
        settlements.item_key,
        max(settlements._ingested_at) as last_ingested_at
    from settlements
    inner join differing
        on settlements.item_key = differing.open_item_key
    group by settlements.item_key

),

read_too_early as (

    select documents.document_key
    from documents
    -- inner: as above
    inner join settlements_summed_to_items as settlements_summed
        on documents.document_key = settlements_summed.item_key
    where settlements_summed.last_ingested_at > documents._ingested_at

),

checked as (

    select
        items.open_item_key,
        items.entity_key,
        items.org_key,
        items.source_system,
        items.connection,
        items.open_item_id,
        case
            when items.ledger = 'receivable' then 'ar_open_items'
            else 'ap_open_items'
        end as check_name,
        items.document_type,
        items.document_number,
        items.party_name,
        items.currency_code,
        {{ money('items.reported_outstanding_amount') }} as vendor_amount,
        {{ money('items.open_amount') }} as our_amount,
        {{ money('0') }} as explained_amount,
        {{ money('items.reported_outstanding_amount - items.open_amount') }}
            as difference_amount,
        case
            when items.reported_outstanding_amount = items.open_amount then null
            when items.document_type = 'residue'
                then 'The exports do not hold all that this balance grew from.'
            when items.document_type = 'payment'
                then 'The document that the payment settles is not in the books.'
            when items.is_unknown then 'Posted for a party that the vendor never sent.'
            when read_too_early.document_key is not null
                then 'A payment or credit landed after the document was last read.'
            else 'The document was read after its payments or credits: load those.'
        end as likely_reason

    from items
    left join read_too_early
        on items.open_item_key = read_too_early.document_key
    where
        items.reported_outstanding_amount is not null
        -- of payments only those that hold money, on either side
        and (
            items.document_type <> 'payment'
            or items.open_amount <> 0
            or items.reported_outstanding_amount <> 0
        )
    union all
    select
        open_item_key,
        entity_key,
        org_key,
        source_system,
        connection,
        open_item_id,
        case
            when ledger = 'receivable' then 'ar_control_account'
            else 'ap_control_account'
        end as check_name,
        document_type,
        document_number,
        party_name,
        base_currency_code as currency_code,
        {{ money('null') }} as vendor_amount,
        {{ money('open_amount_base') }} as our_amount,
        {{ money('explained_amount') }} as explained_amount,
        {{ money('null') }} as difference_amount,
        case
            when explained_amount <> 0
                then 'Cents: settled in parts; the ledger rounds each by itself.'
        end as likely_reason

    from items
    where is_in_control_account

)

select * from checked
