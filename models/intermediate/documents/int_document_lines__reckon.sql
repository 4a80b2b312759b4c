with

documents as (

    select * from {{ ref('int_documents__reckon') }}

),

lines as (

    select * from {{ ref('int_reckon_sales_lines') }}

    where not is_deleted

),

products as (

    select * from {{ ref('stg_reckon__products') }}

),

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

),

signed as (

    -- a subtotal repeats what stands above it, so it counts nothing
    select
        lines.line_key,
        lines.document_key,
        coalesce(lower(products.item_type), '') as item_type,
        lines.item_path,
        lines.description,
        lines.account_name,
        lines.class_name,
        case
            when lower(products.item_type) = 'subtotal' then 0
            else lines.net_amount
        end as net_amount,
        case
            when lower(products.item_type) = 'subtotal' then 0
            else coalesce(lines.tax_amount, 0)
        end as tax_amount,
        lines.unit_price_amount,
        lines.line_number,
        lines.quantity,
        lines._record_id,
        lines._record_type,
        lines._ingested_at,
        lines._uncast_fields

    from lines
    left join products
        on
            lines.connection = products.connection
            and lines.item_path = products.product_id

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

typed as (

    select
        line_key,
        document_key,
        case
            when item_type = 'subtotal' then 'description'
            when item_path is null then 'account'
            else 'item'
        end as line_type,
        item_path,
        description,
        account_name,
        class_name,
        net_amount,
        tax_amount,
        unit_price_amount,
        line_number,
        quantity,
        -- a payment or tax keyed as an item is no sale
        item_type not in ('payment', 'sales tax item') as is_revenue,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from signed
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
        typed.line_key,
        typed.document_key,
        documents.company_key,
        documents.source_system,
        documents.connection,
        typed.item_path as product_id,
        cast(null as {{ dbt.type_string() }}) as account_id,
        documents.ledger,
        documents.document_type,
        cast(typed.line_type as {{ dbt.type_string() }}) as line_type,
        typed.item_path as sku,
        typed.account_name as account_code,
        typed.description,
        cast(
            case when typed.class_name is not null then 'Class' end
            as {{ dbt.type_string() }}
        ) as tracking_category_1,
        typed.class_name as tracking_option_1,
        cast(null as {{ dbt.type_string() }}) as tracking_category_2,
        cast(null as {{ dbt.type_string() }}) as tracking_option_2,
        documents.currency_code,
        {{ money('typed.net_amount') }} as net_amount,
        {{ money('typed.tax_amount') }} as tax_amount,
        {{ money('typed.unit_price_amount') }} as unit_price_amount,
        cast(typed.line_number as {{ dbt.type_bigint() }}) as line_number,
        {{ measure("
            case
                when documents.document_type = 'credit_note' then -typed.quantity
                else typed.quantity
            end
        ") }} as quantity,
        documents.is_tax_inclusive,
        typed.is_revenue,
        typed._record_id,
        typed._record_type,
        typed._ingested_at,
        typed._uncast_fields

    from typed
    -- inner: every line belongs to a transaction, and none to a payment
    inner join documents
        on typed.document_key = documents.document_key

)

select * from conformed
