with

transactions as (

    select * from {{ ref('int_reckon_transactions') }}

    where kind not in ('payment', 'refund')

),

residues as (

    select * from {{ ref('int_reckon_allocations') }}

    where is_residue

),

unioned as (

    select
        transaction_key as document_key,
        company_key,
        party_key,
        connection,
        transaction_id as document_id,
        kind as document_type,
        document_number,
        purchase_order_number,
        transaction_type,
        customer_name,
        total_amount,
        tax_amount,
        open_amount,
        is_in_receivables and kind <> 'sales_receipt' as is_open_item,
        issue_date,
        due_date,
        ledger_date
    from transactions
    union all
    select
        open_item_key as document_key,
        company_key,
        party_key,
        connection,
        open_item_key as document_id,
        'residue' as document_type,
        null as document_number,
        null as purchase_order_number,
        null as transaction_type,
        customer_name,
        amount as total_amount,
        0 as tax_amount,
        0 as open_amount,
        true as is_open_item,
        allocation_date as issue_date,
        null as due_date,
        allocation_date as ledger_date
    from residues

),

conformed as (

    select
        document_key,
        company_key,
        party_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        document_id,
        cast('receivable' as {{ dbt.type_string() }}) as ledger,
        document_type,
        document_number,
        purchase_order_number as reference,
        transaction_type as status,
        customer_name as party_name,
        -- a Reckon company file is in one currency, which it does not name
        cast(null as {{ dbt.type_string() }}) as currency_code,
        {{ money('total_amount - tax_amount') }} as net_amount,
        {{ money('tax_amount') }} as tax_amount,
        {{ money('total_amount') }} as total_amount,
        {{ money('open_amount') }} as reported_outstanding_amount,
        {{ measure('1') }} as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        -- a void stays in the books with nothing in it
        true as is_posted,
        is_open_item,
        is_open_item as is_in_control_account,
        false as is_tax_inclusive,
        false as is_deleted,
        issue_date,
        -- a credit is never late: it ages from its own date
        case when total_amount >= 0 then due_date end as due_date,
        ledger_date,
        cast(null as {{ dbt.type_timestamp() }}) as updated_at,
        document_id as _record_id,
        cast('transaction' as {{ dbt.type_string() }}) as _record_type,
        cast(null as {{ dbt.type_timestamp() }}) as _ingested_at,
        cast(null as {{ dbt.type_string() }}) as _uncast_fields

    from unioned

)

select * from conformed
