with

items as (

    select * from {{ ref('int_open_items__assigned') }}

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

settlements as (

    select * from {{ ref('int_settlements__unioned') }}

),

ledgers as (

    select distinct connection
    from {{ ref('int_ledger_lines__unioned') }}

),

entries_summed_to_items as (

    -- over all entries, future ones too: that is what vendors report; an ended system
    -- reports what it held before it was carried over
    select
        open_item_key,
        sum(amount) as open_amount,
        sum(amount_base) as open_amount_base,
        sum(amount_base_rounded_alone) as open_amount_base_rounded_alone
    from entries
    where entry_type <> 'transferred'
    group by open_item_key

),

settlements_summed_to_items as (

    select
        item_key,
        max(_ingested_at) as last_ingested_at
    from settlements
    group by item_key

),

compared as (

    select
        items.*,
        summed.open_amount,
        summed.open_amount_base,
        -- only a ledger that lands is known to round every entry by itself
        case
            when ledgers.connection is null then 0
            else summed.open_amount_base_rounded_alone - summed.open_amount_base
        end as explained_amount,
        documents._ingested_at as document_ingested_at,
        settlements_summed.last_ingested_at as settlement_ingested_at

    from items
    -- inner: an item is one only because it has entries
    inner join entries_summed_to_items as summed
        on items.open_item_key = summed.open_item_key
    left join ledgers
        on items.connection = ledgers.connection
    left join documents
        on items.open_item_key = documents.document_key
    left join settlements_summed_to_items as settlements_summed
        on items.open_item_key = settlements_summed.item_key

),

checked as (

    select
        open_item_key,
        entity_key,
        org_key,
        source_system,
        connection,
        open_item_id,
        case
            when ledger = 'receivable' then 'ar_open_items'
            else 'ap_open_items'
        end as check_name,
        document_type,
        document_number,
        party_name,
        currency_code,
        reported_outstanding_amount as vendor_amount,
        open_amount as our_amount,
        cast(0 as numeric(19, 4)) as explained_amount,
        reported_outstanding_amount - open_amount as difference_amount,
        case
            when reported_outstanding_amount = open_amount then null
            when document_type = 'residue'
                then 'The exports do not hold all that this balance grew from.'
            when document_type = 'payment'
                then 'The document that the payment settles is not in the books.'
            when is_unknown then 'Posted for a party that the vendor never sent.'
            when settlement_ingested_at > document_ingested_at
                then 'A payment or credit landed after the document was last read.'
            else 'The document was read after its payments or credits: load those.'
        end as likely_reason

    from compared
    where
        reported_outstanding_amount is not null
        -- of payments only those that hold money, on either side
        and (
            document_type <> 'payment'
            or open_amount <> 0
            or reported_outstanding_amount <> 0
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
        cast(null as numeric(19, 4)) as vendor_amount,
        open_amount_base as our_amount,
        explained_amount,
        cast(null as numeric(19, 4)) as difference_amount,
        case
            when explained_amount <> 0
                then 'Cents: settled in parts; the ledger rounds each by itself.'
        end as likely_reason

    from compared
    where is_in_control_account

),

typed as (

    select
        open_item_key,
        entity_key,
        org_key,
        source_system,
        connection,
        open_item_id,
        check_name,
        document_type,
        document_number,
        party_name,
        currency_code,
        {{ money('vendor_amount') }} as vendor_amount,
        {{ money('our_amount') }} as our_amount,
        {{ money('explained_amount') }} as explained_amount,
        {{ money('difference_amount') }} as difference_amount,
        likely_reason

    from checked

)

select * from typed
