with

documents as (

    select * from {{ ref('int_documents__reckon') }}

),

lines as (

    select * from {{ ref('int_reckon_counted_lines') }}

),

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

),

lines_summed_to_documents as (

    select
        document_key,
        sum(net_amount) as net_amount,
        sum(tax_amount) as tax_amount
    from lines
    group by document_key

),

differences as (

    -- the cents by which Reckon's lines miss their total, and all of a document without
    -- lines; where only what is open is known, the difference is no sale
    select
        documents.document_key,
        coalesce(transactions.is_total_known, false) as is_total_known,
        documents.net_amount - coalesce(summed.net_amount, 0) as net_amount,
        documents.tax_amount - coalesce(summed.tax_amount, 0) as tax_amount
    from documents
    left join transactions
        on documents.document_key = transactions.transaction_key
    left join lines_summed_to_documents as summed
        on documents.document_key = summed.document_key
    where
        summed.document_key is null
        or documents.net_amount <> summed.net_amount
        or documents.tax_amount <> summed.tax_amount

),

unioned as (

    select
        line_key,
        document_key,
        line_type,
        item_path,
        description,
        account_name,
        class_name,
        net_amount,
        tax_amount,
        unit_price_amount,
        line_number,
        quantity,
        is_revenue,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from lines
    union all
    select
        {{ surrogate_key(['document_key', "'rounding'"]) }} as line_key,
        document_key,
        'rounding' as line_type,
        null as item_path,
        null as description,
        null as account_name,
        null as class_name,
        net_amount,
        tax_amount,
        null as unit_price_amount,
        0 as line_number,
        null as quantity,
        case when not is_total_known then false end as is_revenue,
        null as _record_id,
        null as _record_type,
        null as _ingested_at,
        null as _uncast_fields
    from differences

),

conformed as (

    select
        unioned.line_key,
        unioned.document_key,
        documents.company_key,
        documents.source_system,
        documents.connection,
        unioned.item_path as product_id,
        cast(null as {{ dbt.type_string() }}) as account_id,
        documents.ledger,
        documents.document_type,
        cast(unioned.line_type as {{ dbt.type_string() }}) as line_type,
        unioned.item_path as sku,
        unioned.account_name as account_code,
        unioned.description,
        cast(
            case when unioned.class_name is not null then 'Class' end
            as {{ dbt.type_string() }}
        ) as tracking_category_1,
        unioned.class_name as tracking_option_1,
        cast(null as {{ dbt.type_string() }}) as tracking_category_2,
        cast(null as {{ dbt.type_string() }}) as tracking_option_2,
        documents.currency_code,
        {{ money('unioned.net_amount') }} as net_amount,
        {{ money('unioned.tax_amount') }} as tax_amount,
        {{ money('unioned.unit_price_amount') }} as unit_price_amount,
        cast(unioned.line_number as {{ dbt.type_bigint() }}) as line_number,
        {{ measure("
            case
                when documents.document_type = 'credit_note' then -unioned.quantity
                else unioned.quantity
            end
        ") }} as quantity,
        documents.is_tax_inclusive,
        unioned.is_revenue,
        unioned._record_id,
        unioned._record_type,
        unioned._ingested_at,
        unioned._uncast_fields

    from unioned
    -- inner: every line belongs to a transaction, and none to a payment
    inner join documents
        on unioned.document_key = documents.document_key

)

select * from conformed
