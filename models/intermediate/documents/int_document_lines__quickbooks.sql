with

documents as (

    select * from {{ ref('int_documents__quickbooks') }}

),

lines as (

    select * from {{ ref('int_quickbooks_lines') }}

    where
        _record_type <> 'JournalEntry'
        and detail_type is not null
        -- a subtotal and the head of a group repeat what stands around them
        and detail_type not in ('SubTotalLineDetail', 'GroupLineDetail')

),

control_lines as (

    select * from {{ ref('int_quickbooks_control_lines') }}

),

items as (

    select * from {{ ref('stg_quickbooks__items') }}

),

signed as (

    -- a line's account is its item's where it names none; a discount lowers the form
    select
        lines.line_key,
        lines.form_key as document_key,
        lines.detail_type,
        lines.item_id,
        case
            when documents.ledger = 'receivable'
                then coalesce(lines.account_id, items.income_account_id)
            else coalesce(lines.account_id, items.expense_account_id)
        end as account_id,
        coalesce(items.sku, items.item_path, lines.item_name) as sku,
        lines.description,
        lines.class_name,
        case when lines.detail_type = 'DiscountLineDetail' then -1 else 1 end
        * case
            when documents.document_type in ('credit_note', 'refund_receipt') then -1
            when documents.total_amount < 0 and documents._record_type = 'Purchase'
                then -1
            else 1
        end
        * lines.amount as net_amount,
        lines.unit_price_amount,
        lines.line_number,
        lines.quantity,
        lines._uncast_fields

    from lines
    -- inner: every line belongs to a form
    inner join documents
        on lines.form_key = documents.document_key
    left join control_lines
        on lines.line_key = control_lines.line_key
    left join items
        on
            lines.connection = items.connection
            and lines.item_id = items.item_id
    where control_lines.line_key is null

),

lines_summed_to_documents as (

    select
        document_key,
        sum(net_amount) as net_amount
    from signed
    group by document_key

),

differences as (

    -- QuickBooks keeps the tax of a form in one sum, beside its lines
    select
        documents.document_key,
        documents.net_amount - coalesce(summed.net_amount, 0) as net_amount,
        documents.tax_amount
    from documents
    left join lines_summed_to_documents as summed
        on documents.document_key = summed.document_key
    where
        summed.document_key is null
        or documents.net_amount <> summed.net_amount
        or documents.tax_amount <> 0

),

typed as (

    select
        line_key,
        document_key,
        case
            when detail_type = 'DiscountLineDetail' then 'discount'
            when item_id = 'SHIPPING_ITEM_ID' then 'freight'
            when detail_type = 'DescriptionOnly' then 'description'
            when item_id is not null then 'item'
            else 'account'
        end as line_type,
        item_id,
        account_id,
        sku,
        description,
        class_name,
        net_amount,
        0 as tax_amount,
        unit_price_amount,
        line_number,
        quantity,
        _uncast_fields
    from signed
    union all
    select
        {{ surrogate_key(['document_key', "'rounding'"]) }} as line_key,
        document_key,
        case when net_amount = 0 then 'tax' else 'rounding' end as line_type,
        null as item_id,
        null as account_id,
        null as sku,
        null as description,
        null as class_name,
        net_amount,
        tax_amount,
        null as unit_price_amount,
        0 as line_number,
        null as quantity,
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
        case when typed.line_type = 'item' then typed.item_id end as product_id,
        typed.account_id,
        documents.ledger,
        documents.document_type,
        cast(typed.line_type as {{ dbt.type_string() }}) as line_type,
        case when typed.line_type = 'item' then typed.sku end as sku,
        cast(null as {{ dbt.type_string() }}) as account_code,
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
        {{ measure('typed.quantity') }} as quantity,
        documents.is_tax_inclusive,
        -- tax stands on a line of its own, which sells nothing
        case when typed.line_type = 'tax' then false end as is_revenue,
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
