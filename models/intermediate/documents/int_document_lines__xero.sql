-- Incremental by document: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='document_key',
    **stored_by(['document_key'])
) }}

with

documents as (

    select
        *,
        case
            when document_type in ('credit_note', 'overpayment', 'prepayment') then -1
            else 1
        end as sign
    from {{ ref('int_documents__xero') }}
    where {{ is_newly_built('int_documents__xero') }}

),

lines as (

    select * from {{ ref('stg_xero__document_lines') }}

    where {{ is_line_of('documents', 'document_id') }}

),

signed as (

    -- Xero's line amounts are positive on credits, and hold the tax where the document
    -- says so
    select
        documents.document_key,
        lines.line_number,
        lines.item_id,
        lines.account_id,
        lines.description,
        lines.item_code,
        lines.account_code,
        lines.tracking_category_1,
        lines.tracking_option_1,
        lines.tracking_category_2,
        lines.tracking_option_2,
        documents.sign * (
            coalesce(lines.line_amount, 0)
            - case
                when documents.is_tax_inclusive then coalesce(lines.tax_amount, 0)
                else 0
            end
        ) as net_amount,
        documents.sign * coalesce(lines.tax_amount, 0) as tax_amount,
        lines.unit_price_amount,
        lines.quantity,
        lines._uncast_fields

    from documents
    -- inner: a document without lines gets one below; only lines of the very version
    -- that the document was read from are its own
    inner join lines
        on
            documents.connection = lines.connection
            and documents._record_id = lines.document_id
            and documents._record_type = lines.record_type
            and documents._ingested_at = lines.ingestion_time

),

lines_summed_to_documents as (

    select
        document_key,
        sum(net_amount) as net_amount,
        sum(tax_amount) as tax_amount
    from signed
    group by document_key

),

differences as (

    -- Xero rounds tax per line and per document, and a document may have no line at all
    select
        documents.document_key,
        documents.net_amount - coalesce(summed.net_amount, 0) as net_amount,
        documents.tax_amount - coalesce(summed.tax_amount, 0) as tax_amount
    from documents
    left join lines_summed_to_documents as summed
        on documents.document_key = summed.document_key
    where
        summed.document_key is null
        or documents.net_amount <> summed.net_amount
        or documents.tax_amount <> summed.tax_amount

),

typed as (

    select
        document_key,
        line_number,
        case
            when item_code is not null then 'item'
            when account_id is null and account_code is null then 'description'
            else 'account'
        end as line_type,
        item_id,
        account_id,
        description,
        item_code,
        account_code,
        tracking_category_1,
        tracking_option_1,
        tracking_category_2,
        tracking_option_2,
        net_amount,
        tax_amount,
        unit_price_amount,
        quantity,
        _uncast_fields
    from signed
    union all
    select
        document_key,
        0 as line_number,
        'rounding' as line_type,
        null as item_id,
        null as account_id,
        null as description,
        null as item_code,
        null as account_code,
        null as tracking_category_1,
        null as tracking_option_1,
        null as tracking_category_2,
        null as tracking_option_2,
        net_amount,
        tax_amount,
        null as unit_price_amount,
        null as quantity,
        null as _uncast_fields
    from differences

),

conformed as (

    select
        {{ surrogate_key(['typed.document_key', 'typed.line_number']) }} as line_key,
        typed.document_key,
        documents.company_key,
        documents.source_system,
        documents.connection,
        typed.item_id as product_id,
        typed.account_id,
        documents.ledger,
        documents.document_type,
        cast(typed.line_type as {{ dbt.type_string() }}) as line_type,
        typed.item_code as sku,
        typed.account_code,
        typed.description,
        typed.tracking_category_1,
        typed.tracking_option_1,
        typed.tracking_category_2,
        typed.tracking_option_2,
        documents.currency_code,
        {{ money('typed.net_amount') }} as net_amount,
        {{ money('typed.tax_amount') }} as tax_amount,
        {{ money('typed.unit_price_amount') }} as unit_price_amount,
        cast(typed.line_number as {{ dbt.type_bigint() }}) as line_number,
        {{ measure('typed.quantity') }} as quantity,
        documents.is_tax_inclusive,
        cast(null as boolean) as is_revenue,
        documents._record_id,
        documents._record_type,
        documents._ingested_at,
        typed._uncast_fields

    from typed
    -- inner: each line was found through its document
    inner join documents
        on typed.document_key = documents.document_key

)

select * from conformed
