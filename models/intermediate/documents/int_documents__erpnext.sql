with

documents as (

    select * from {{ ref('int_erpnext_ledger_documents') }}

),

lines as (

    select * from {{ ref('int_document_lines__erpnext') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

lines_summed_to_documents as (

    select
        document_key,
        sum(tax_amount) as tax_amount
    from lines
    group by document_key

),

conformed as (

    select
        documents.document_key,
        documents.company_key,
        documents.party_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        documents.connection,
        documents.document_id,
        cast(documents.ledger as {{ dbt.type_string() }}) as ledger,
        cast(documents.document_type as {{ dbt.type_string() }}) as document_type,
        documents.document_number,
        documents.reference,
        cast(documents.status as {{ dbt.type_string() }}) as status,
        cast(documents.party_name as {{ dbt.type_string() }}) as party_name,
        documents.currency_code,
        {{ money('documents.total_amount - coalesce(summed.tax_amount, 0)') }}
            as net_amount,
        {{ money('coalesce(summed.tax_amount, 0)') }} as tax_amount,
        {{ money('documents.total_amount') }} as total_amount,
        {{ money('documents.outstanding_amount') }} as reported_outstanding_amount,
        {{ measure('documents.exchange_rate') }} as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        documents.is_posted,
        documents.is_open_item,
        documents.is_open_item as is_in_control_account,
        -- what ERPNext calls net is without tax, however the prices were entered
        false as is_tax_inclusive,
        documents.is_deleted,
        documents.issue_date,
        documents.due_date,
        documents.issue_date as ledger_date,
        {{ local_to_utc('documents.updated_at_local', 'entities.time_zone') }}
            as updated_at,
        documents._record_id,
        cast(documents._record_type as {{ dbt.type_string() }}) as _record_type,
        documents._ingested_at,
        cast(documents._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from documents
    left join lines_summed_to_documents as summed
        on documents.document_key = summed.document_key
    left join entities
        on documents.company_key = entities.company_key

)

select * from conformed
