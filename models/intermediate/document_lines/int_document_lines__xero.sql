-- Incremental by document: one with a new version is replaced whole.
{{ config(materialized='incremental', unique_key='document_key') }}

with

documents as (

    select
        *,
        case
            when document_type in ('credit_note', 'overpayment', 'prepayment') then -1
            else 1
        end as sign
    from {{ ref('int_documents__xero') }} as documents
    where {{ is_newly_built('documents') }}

),

invoice_lines as (

    select
        *,
        invoice_id as document_id
    from {{ ref('stg_xero__invoice_lines') }}

),

credit_note_lines as (

    select
        *,
        credit_note_id as document_id
    from {{ ref('stg_xero__credit_note_lines') }}

),

overpayment_lines as (

    select
        *,
        overpayment_id as document_id
    from {{ ref('stg_xero__overpayment_lines') }}

),

prepayment_lines as (

    select
        *,
        prepayment_id as document_id
    from {{ ref('stg_xero__prepayment_lines') }}

),

bank_transaction_lines as (

    select
        *,
        bank_transaction_id as document_id
    from {{ ref('stg_xero__bank_transaction_lines') }}

),

lines as (

    select
        documents.document_key,
        invoice_lines.line_number,
        invoice_lines.item_id,
        invoice_lines.account_id,
        invoice_lines.description,
        invoice_lines.item_code,
        invoice_lines.account_code,
        invoice_lines.tracking_category_1,
        invoice_lines.tracking_option_1,
        invoice_lines.tracking_category_2,
        invoice_lines.tracking_option_2,
        invoice_lines.line_amount,
        invoice_lines.tax_amount,
        invoice_lines.unit_price_amount,
        invoice_lines.quantity,
        invoice_lines._uncast_fields
    from documents
    inner join invoice_lines
        on
            documents.connection = invoice_lines.connection
            and documents.document_id = invoice_lines.document_id
            and documents._ingested_at = invoice_lines.ingestion_time
            and documents._record_type = 'invoice'
    union all
    select
        documents.document_key,
        credit_note_lines.line_number,
        credit_note_lines.item_id,
        credit_note_lines.account_id,
        credit_note_lines.description,
        credit_note_lines.item_code,
        credit_note_lines.account_code,
        credit_note_lines.tracking_category_1,
        credit_note_lines.tracking_option_1,
        credit_note_lines.tracking_category_2,
        credit_note_lines.tracking_option_2,
        credit_note_lines.line_amount,
        credit_note_lines.tax_amount,
        credit_note_lines.unit_price_amount,
        credit_note_lines.quantity,
        credit_note_lines._uncast_fields
    from documents
    inner join credit_note_lines
        on
            documents.connection = credit_note_lines.connection
            and documents.document_id = credit_note_lines.document_id
            and documents._ingested_at = credit_note_lines.ingestion_time
            and documents._record_type = 'credit_note'
    union all
    select
        documents.document_key,
        overpayment_lines.line_number,
        overpayment_lines.item_id,
        overpayment_lines.account_id,
        overpayment_lines.description,
        overpayment_lines.item_code,
        overpayment_lines.account_code,
        overpayment_lines.tracking_category_1,
        overpayment_lines.tracking_option_1,
        overpayment_lines.tracking_category_2,
        overpayment_lines.tracking_option_2,
        overpayment_lines.line_amount,
        overpayment_lines.tax_amount,
        overpayment_lines.unit_price_amount,
        overpayment_lines.quantity,
        overpayment_lines._uncast_fields
    from documents
    inner join overpayment_lines
        on
            documents.connection = overpayment_lines.connection
            and documents.document_id = overpayment_lines.document_id
            and documents._ingested_at = overpayment_lines.ingestion_time
            and documents._record_type = 'overpayment'
    union all
    select
        documents.document_key,
        prepayment_lines.line_number,
        prepayment_lines.item_id,
        prepayment_lines.account_id,
        prepayment_lines.description,
        prepayment_lines.item_code,
        prepayment_lines.account_code,
        prepayment_lines.tracking_category_1,
        prepayment_lines.tracking_option_1,
        prepayment_lines.tracking_category_2,
        prepayment_lines.tracking_option_2,
        prepayment_lines.line_amount,
        prepayment_lines.tax_amount,
        prepayment_lines.unit_price_amount,
        prepayment_lines.quantity,
        prepayment_lines._uncast_fields
    from documents
    inner join prepayment_lines
        on
            documents.connection = prepayment_lines.connection
            and documents.document_id = prepayment_lines.document_id
            and documents._ingested_at = prepayment_lines.ingestion_time
            and documents._record_type = 'prepayment'
    union all
    select
        documents.document_key,
        bank_transaction_lines.line_number,
        bank_transaction_lines.item_id,
        bank_transaction_lines.account_id,
        bank_transaction_lines.description,
        bank_transaction_lines.item_code,
        bank_transaction_lines.account_code,
        bank_transaction_lines.tracking_category_1,
        bank_transaction_lines.tracking_option_1,
        bank_transaction_lines.tracking_category_2,
        bank_transaction_lines.tracking_option_2,
        bank_transaction_lines.line_amount,
        bank_transaction_lines.tax_amount,
        bank_transaction_lines.unit_price_amount,
        bank_transaction_lines.quantity,
        bank_transaction_lines._uncast_fields
    from documents
    inner join bank_transaction_lines
        on
            documents.connection = bank_transaction_lines.connection
            and documents.document_id = bank_transaction_lines.document_id
            and documents._ingested_at = bank_transaction_lines.ingestion_time
            and documents._record_type = 'bank_transaction'

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

    from lines
    -- inner: lines were found through their document
    inner join documents
        on lines.document_key = documents.document_key

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
        cast(typed.quantity as numeric(20, 10)) as quantity,
        documents.is_tax_inclusive,
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
