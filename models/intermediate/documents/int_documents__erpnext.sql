with

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

),

lines as (

    select * from {{ ref('int_document_lines__erpnext') }}

),

items as (

    select * from {{ ref('int_erpnext_items') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

lines_summed_to_invoices as (

    select
        document_key,
        sum(tax_amount) as tax_amount
    from lines
    group by document_key

),

unioned as (

    select
        invoices.invoice_key as document_key,
        invoices.connection,
        invoices.invoice_id as document_id,
        invoices.ledger,
        invoices.company_key,
        invoices.party_key,
        invoices.party_name,
        invoices.document_type,
        invoices.document_number,
        invoices.reference,
        invoices.status,
        invoices.currency_code,
        coalesce(summed.tax_amount, 0) as tax_amount,
        invoices.total_amount,
        invoices.outstanding_amount,
        invoices.exchange_rate,
        invoices.is_posted,
        invoices.voucher_type <> 'POS Invoice' as is_open_item,
        invoices.is_deleted,
        invoices.issue_date,
        invoices.due_date,
        invoices.updated_at_local,
        invoices._record_id,
        invoices._record_type,
        invoices._ingested_at,
        invoices._uncast_fields
    from invoices
    left join lines_summed_to_invoices as summed
        on invoices.invoice_key = summed.document_key
    union all
    select
        document_key,
        connection,
        document_id,
        ledger,
        company_key,
        party_key,
        null as party_name,
        document_type,
        document_number,
        reference,
        'Submitted' as status,
        currency_code,
        0 as tax_amount,
        total_amount,
        null as outstanding_amount,
        exchange_rate,
        true as is_posted,
        true as is_open_item,
        false as is_deleted,
        issue_date,
        due_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        null as _uncast_fields
    from items

),

conformed as (

    select
        unioned.document_key,
        unioned.company_key,
        unioned.party_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        unioned.connection,
        unioned.document_id,
        cast(unioned.ledger as {{ dbt.type_string() }}) as ledger,
        cast(unioned.document_type as {{ dbt.type_string() }}) as document_type,
        unioned.document_number,
        unioned.reference,
        cast(unioned.status as {{ dbt.type_string() }}) as status,
        cast(unioned.party_name as {{ dbt.type_string() }}) as party_name,
        unioned.currency_code,
        {{ money('unioned.total_amount - unioned.tax_amount') }} as net_amount,
        {{ money('unioned.tax_amount') }} as tax_amount,
        {{ money('unioned.total_amount') }} as total_amount,
        {{ money('unioned.outstanding_amount') }} as reported_outstanding_amount,
        {{ measure('unioned.exchange_rate') }} as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        unioned.is_posted,
        unioned.is_open_item,
        unioned.is_open_item as is_in_control_account,
        -- what ERPNext calls net is without tax, however the prices were entered
        false as is_tax_inclusive,
        unioned.is_deleted,
        unioned.issue_date,
        unioned.due_date,
        unioned.issue_date as ledger_date,
        {{ local_to_utc('unioned.updated_at_local', 'entities.time_zone') }}
            as updated_at,
        unioned._record_id,
        cast(unioned._record_type as {{ dbt.type_string() }}) as _record_type,
        unioned._ingested_at,
        cast(unioned._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from unioned
    left join entities
        on unioned.company_key = entities.company_key

)

select * from conformed
