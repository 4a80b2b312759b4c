-- Incremental by payment and credit: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='cause_key',
    **stored_by(['cause_key'], 'settlement_date')
) }}

with

payments as (

    select *
    from {{ ref('int_payments__xero') }}
    where {{ is_newly_built('int_payments__xero') }}

),

credits as (

    select *
    from {{ ref('int_documents__xero') }}
    where
        document_type in ('credit_note', 'overpayment', 'prepayment')
        and {{ is_newly_built('int_documents__xero') }}

),

allocations as (

    select * from {{ ref('stg_xero__allocations') }}

    where {{ is_line_of('credits', 'document_id') }}

),

applied as (

    -- a credit without allocations keeps one row of nothing, so that an allocation
    -- which is taken back leaves no old row behind
    select
        credits.document_key as cause_key,
        credits.company_key,
        credits.source_system,
        credits.connection,
        case
            when allocations.invoice_id is not null
                then {{ source_key('xero', 'document', 'allocations.invoice_id') }}
        end as item_key,
        credits.ledger,
        coalesce(allocations.amount, 0) as amount,
        coalesce(allocations.line_number, 0) as line_number,
        credits.is_posted and not coalesce(allocations.is_allocation_deleted, false)
            as is_posted,
        allocations.allocation_date as settlement_date,
        credits._record_id,
        credits._record_type,
        credits._ingested_at,
        allocations._uncast_fields

    from credits
    left join allocations
        on
            credits.connection = allocations.connection
            and credits.document_id = allocations.document_id
            and credits._record_type = allocations.record_type
            and credits._ingested_at = allocations.ingestion_time

),

sides as (

    select false as is_of_credit
    union all
    select true as is_of_credit

),

legs as (

    select
        payment_key as cause_key,
        company_key,
        source_system,
        connection,
        settled_document_key as item_key,
        cast(null as {{ dbt.type_string() }}) as counter_item_key,
        ledger,
        payment_type as settlement_type,
        amount,
        0 as line_number,
        is_posted,
        payment_type = 'refund' as is_of_credit,
        payment_date as settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        cast(null as {{ dbt.type_string() }}) as _uncast_fields
    from payments
    union all
    -- cross: what is applied lowers the invoice, and uses up the credit
    select
        applied.cause_key,
        applied.company_key,
        applied.source_system,
        applied.connection,
        case when sides.is_of_credit then applied.cause_key else applied.item_key end
            as item_key,
        case when sides.is_of_credit then applied.item_key else applied.cause_key end
            as counter_item_key,
        applied.ledger,
        'credit_applied' as settlement_type,
        applied.amount,
        applied.line_number,
        applied.is_posted,
        sides.is_of_credit,
        applied.settlement_date,
        applied._record_id,
        applied._record_type,
        applied._ingested_at,
        applied._uncast_fields
    from applied
    cross join sides

),

conformed as (

    select
        {{ surrogate_key(['cause_key', 'line_number', 'item_key']) }} as settlement_key,
        cause_key,
        item_key,
        counter_item_key,
        company_key,
        source_system,
        connection,
        ledger,
        cast(settlement_type as {{ dbt.type_string() }}) as settlement_type,
        {{ money('amount') }} as amount,
        cast(line_number as {{ dbt.type_bigint() }}) as line_number,
        is_posted,
        is_of_credit,
        settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields

    from legs

)

select * from conformed
