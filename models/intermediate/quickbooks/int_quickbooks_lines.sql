-- Incremental by form: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='form_key',
    **stored_by(['form_key'])
) }}

with

forms as (

    select *
    from {{ ref('int_quickbooks_forms') }}
    where {{ is_newly_built('int_quickbooks_forms') }}

),

invoice_lines as (

    -- asked for kind by kind, so that only the payloads of these forms are parsed
    select
        *,
        invoice_id as form_id,
        'Invoice' as record_type
    from {{ ref('stg_quickbooks__invoice_lines') }}
    where {{ is_line_of('forms', 'invoice_id', 'Invoice') }}

),

invoice_group_lines as (

    select
        *,
        invoice_id as form_id,
        'Invoice' as record_type
    from {{ ref('stg_quickbooks__invoice_group_lines') }}
    where {{ is_line_of('forms', 'invoice_id', 'Invoice') }}

),

credit_memo_lines as (

    select
        *,
        credit_memo_id as form_id,
        'CreditMemo' as record_type
    from {{ ref('stg_quickbooks__credit_memo_lines') }}
    where {{ is_line_of('forms', 'credit_memo_id', 'CreditMemo') }}

),

credit_memo_group_lines as (

    select
        *,
        credit_memo_id as form_id,
        'CreditMemo' as record_type
    from {{ ref('stg_quickbooks__credit_memo_group_lines') }}
    where {{ is_line_of('forms', 'credit_memo_id', 'CreditMemo') }}

),

sales_receipt_lines as (

    select
        *,
        sales_receipt_id as form_id,
        'SalesReceipt' as record_type
    from {{ ref('stg_quickbooks__sales_receipt_lines') }}
    where {{ is_line_of('forms', 'sales_receipt_id', 'SalesReceipt') }}

),

sales_receipt_group_lines as (

    select
        *,
        sales_receipt_id as form_id,
        'SalesReceipt' as record_type
    from {{ ref('stg_quickbooks__sales_receipt_group_lines') }}
    where {{ is_line_of('forms', 'sales_receipt_id', 'SalesReceipt') }}

),

refund_receipt_lines as (

    select
        *,
        refund_receipt_id as form_id,
        'RefundReceipt' as record_type
    from {{ ref('stg_quickbooks__refund_receipt_lines') }}
    where {{ is_line_of('forms', 'refund_receipt_id', 'RefundReceipt') }}

),

refund_receipt_group_lines as (

    select
        *,
        refund_receipt_id as form_id,
        'RefundReceipt' as record_type
    from {{ ref('stg_quickbooks__refund_receipt_group_lines') }}
    where {{ is_line_of('forms', 'refund_receipt_id', 'RefundReceipt') }}

),

bill_lines as (

    select
        *,
        bill_id as form_id,
        'Bill' as record_type
    from {{ ref('stg_quickbooks__bill_lines') }}
    where {{ is_line_of('forms', 'bill_id', 'Bill') }}

),

vendor_credit_lines as (

    select
        *,
        vendor_credit_id as form_id,
        'VendorCredit' as record_type
    from {{ ref('stg_quickbooks__vendor_credit_lines') }}
    where {{ is_line_of('forms', 'vendor_credit_id', 'VendorCredit') }}

),

purchase_lines as (

    select
        *,
        purchase_id as form_id,
        'Purchase' as record_type
    from {{ ref('stg_quickbooks__purchase_lines') }}
    where {{ is_line_of('forms', 'purchase_id', 'Purchase') }}

),

deposit_lines as (

    select
        *,
        deposit_id as form_id,
        'Deposit' as record_type
    from {{ ref('stg_quickbooks__deposit_lines') }}
    where {{ is_line_of('forms', 'deposit_id', 'Deposit') }}

),

journal_entry_lines as (

    select
        *,
        journal_entry_id as form_id,
        'JournalEntry' as record_type
    from {{ ref('stg_quickbooks__journal_entry_lines') }}
    where {{ is_line_of('forms', 'journal_entry_id', 'JournalEntry') }}

),

sales_form_lines as (

    -- the four forms have lines of one shape, column by column; so have groups
    select * from invoice_lines
    union all
    select * from credit_memo_lines
    union all
    select * from sales_receipt_lines
    union all
    select * from refund_receipt_lines

),

sales_form_group_lines as (

    select * from invoice_group_lines
    union all
    select * from credit_memo_group_lines
    union all
    select * from sales_receipt_group_lines
    union all
    select * from refund_receipt_group_lines

),

purchase_form_lines as (

    select * from bill_lines
    union all
    select * from vendor_credit_lines
    union all
    select * from purchase_lines

),

lines as (

    select
        connection,
        form_id,
        record_type,
        ingestion_time,
        line_id,
        detail_type,
        false as is_in_group,
        description,
        item_id,
        item_name,
        account_id,
        discount_account_id,
        class_name,
        cast(null as {{ dbt.type_string() }}) as posting_type,
        cast(null as {{ dbt.type_string() }}) as party_id,
        cast(null as {{ dbt.type_string() }}) as party_type,
        cast(null as {{ dbt.type_string() }}) as party_name,
        amount,
        unit_price_amount,
        quantity,
        row_number,
        _uncast_fields
    from sales_form_lines
    union all
    select
        connection,
        form_id,
        record_type,
        ingestion_time,
        line_id,
        detail_type,
        true as is_in_group,
        description,
        item_id,
        item_name,
        account_id,
        cast(null as {{ dbt.type_string() }}) as discount_account_id,
        class_name,
        cast(null as {{ dbt.type_string() }}) as posting_type,
        cast(null as {{ dbt.type_string() }}) as party_id,
        cast(null as {{ dbt.type_string() }}) as party_type,
        cast(null as {{ dbt.type_string() }}) as party_name,
        amount,
        unit_price_amount,
        quantity,
        row_number,
        _uncast_fields
    from sales_form_group_lines
    union all
    select
        connection,
        form_id,
        record_type,
        ingestion_time,
        line_id,
        detail_type,
        false as is_in_group,
        description,
        item_id,
        item_name,
        account_id,
        null as discount_account_id,
        coalesce(item_class_name, account_class_name) as class_name,
        null as posting_type,
        null as party_id,
        null as party_type,
        null as party_name,
        amount,
        unit_price_amount,
        quantity,
        row_number,
        _uncast_fields
    from purchase_form_lines
    union all
    select
        connection,
        form_id,
        record_type,
        ingestion_time,
        line_id,
        detail_type,
        false as is_in_group,
        description,
        null as item_id,
        null as item_name,
        account_id,
        null as discount_account_id,
        class_name,
        'Credit' as posting_type,
        party_id,
        party_type,
        party_name,
        amount,
        null as unit_price_amount,
        null as quantity,
        row_number,
        _uncast_fields
    from deposit_lines
    union all
    select
        connection,
        form_id,
        record_type,
        ingestion_time,
        line_id,
        detail_type,
        false as is_in_group,
        description,
        null as item_id,
        null as item_name,
        account_id,
        null as discount_account_id,
        null as class_name,
        posting_type,
        party_id,
        party_type,
        party_name,
        amount,
        null as unit_price_amount,
        null as quantity,
        row_number,
        _uncast_fields
    from journal_entry_lines

),

typed as (

    -- left: a form without lines holds its place, or it would look new for ever
    select
        {{ surrogate_key([
            'forms.form_key',
            "case when lines.is_in_group then 'group' else '' end",
            "coalesce(lines.line_id, '')",
            'coalesce(lines.row_number, 0)',
        ]) }} as line_key,
        forms.form_key,
        forms.connection,
        forms.form_id,
        cast(lines.line_id as {{ dbt.type_string() }}) as line_id,
        cast(lines.detail_type as {{ dbt.type_string() }}) as detail_type,
        cast(lines.description as {{ dbt.type_string() }}) as description,
        cast(lines.item_id as {{ dbt.type_string() }}) as item_id,
        cast(lines.item_name as {{ dbt.type_string() }}) as item_name,
        cast(
            coalesce(lines.account_id, lines.discount_account_id)
            as {{ dbt.type_string() }}
        ) as account_id,
        cast(lines.class_name as {{ dbt.type_string() }}) as class_name,
        cast(lines.posting_type as {{ dbt.type_string() }}) as posting_type,
        case
            when lines.party_id is not null
                then {{ surrogate_key([
                    "'quickbooks'",
                    'forms.connection',
                    'lower(lines.party_type)',
                    'lines.party_id',
                ]) }}
        end as party_key,
        cast(lines.party_name as {{ dbt.type_string() }}) as party_name,
        {{ money('coalesce(lines.amount, 0)') }} as amount,
        {{ measure('lines.unit_price_amount') }} as unit_price_amount,
        cast(coalesce(lines.row_number, 0) as {{ dbt.type_bigint() }}) as line_number,
        {{ measure('lines.quantity') }} as quantity,
        coalesce(lines.is_in_group, false) as is_in_group,
        forms._record_id,
        forms._record_type,
        forms._ingested_at,
        cast(lines._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from forms
    left join lines
        on
            forms.connection = lines.connection
            and forms._record_id = lines.form_id
            and forms._record_type = lines.record_type
            and forms._ingested_at = lines.ingestion_time

)

select * from typed
