-- Incremental by invoice: one with a new version is replaced whole.
{{ config(
    materialized='incremental',
    unique_key='invoice_key',
    **stored_by(['invoice_key'])
) }}

with

invoices as (

    select
        invoice_key,
        connection,
        invoice_id,
        voucher_type,
        is_in_own_currency,
        _record_id,
        _record_type,
        _ingested_at
    from {{ ref('int_erpnext_invoices') }}
    where {{ is_newly_built('int_erpnext_invoices') }}

),

items as (

    select * from {{ ref('stg_erpnext__invoice_lines') }}

    where {{ is_line_of('invoices', 'invoice_id') }}

),

taxes as (

    select * from {{ ref('stg_erpnext__invoice_taxes') }}

    -- what only goes into the value of goods is no part of what is owed
    where
        {{ is_line_of('invoices', 'invoice_id') }}
        and coalesce(category, '') <> 'Valuation'

),

children as (

    select
        connection,
        invoice_id,
        record_type,
        'items' as child_table,
        line_id,
        item_id,
        case
            when record_type = 'Purchase Invoice' then expense_account_id
            else income_account_id
        end as account_id,
        description,
        cost_center_id,
        project_id,
        net_amount as amount,
        net_amount_base as amount_base,
        unit_price_amount,
        quantity,
        row_number,
        ingestion_time,
        _uncast_fields
    from items
    union all
    select
        connection,
        invoice_id,
        record_type,
        'taxes' as child_table,
        tax_id as line_id,
        cast(null as {{ dbt.type_string() }}) as item_id,
        account_id,
        description,
        cost_center_id,
        cast(null as {{ dbt.type_string() }}) as project_id,
        case
            when add_or_deduct = 'Deduct' then -tax_amount
            else tax_amount
        end as amount,
        case
            when add_or_deduct = 'Deduct' then -tax_amount_base
            else tax_amount_base
        end as amount_base,
        {{ measure('null') }} as unit_price_amount,
        {{ measure('null') }} as quantity,
        row_number,
        ingestion_time,
        _uncast_fields
    from taxes

),

typed as (

    select
        {{ surrogate_key([
            'invoices.invoice_key', 'children.child_table', 'children.row_number',
        ]) }} as line_key,
        invoices.invoice_key,
        invoices.connection,
        children.child_table,
        children.item_id,
        children.account_id,
        children.description,
        children.cost_center_id,
        children.project_id,
        {{ money('
            case
                when invoices.is_in_own_currency then children.amount
                else children.amount_base
            end
        ') }} as amount,
        {{ money('children.unit_price_amount') }} as unit_price_amount,
        {{ measure('children.quantity') }} as quantity,
        children.row_number,
        invoices._record_id,
        invoices._record_type,
        invoices._ingested_at,
        children._uncast_fields

    from invoices
    -- left: an invoice without lines holds its place, or it would look new for ever;
    -- only lines of the very version that it was read from are its own
    left join children
        on
            invoices.connection = children.connection
            and invoices.invoice_id = children.invoice_id
            and invoices.voucher_type = children.record_type
            and invoices._ingested_at = children.ingestion_time

)

select * from typed
