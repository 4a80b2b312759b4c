with

forms as (

    select * from {{ ref('int_quickbooks_documents') }}

),

control_lines as (

    select * from {{ ref('int_quickbooks_control_lines') }}

),

unioned as (

    select
        document_key,
        connection,
        document_id,
        party_key,
        party_name,
        ledger,
        document_type,
        document_number,
        private_note,
        currency_code,
        exchange_rate,
        tax_amount,
        total_amount,
        balance_amount,
        is_open_item,
        tax_calculation,
        is_deleted,
        issue_date,
        due_date,
        updated_at,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from forms
    union all
    select
        document_key,
        connection,
        document_id,
        party_key,
        party_name,
        ledger,
        'journal' as document_type,
        document_number,
        private_note,
        currency_code,
        exchange_rate,
        0 as tax_amount,
        amount as total_amount,
        null as balance_amount,
        true as is_open_item,
        null as tax_calculation,
        is_deleted,
        issue_date,
        null as due_date,
        updated_at,
        _record_id,
        _record_type,
        _ingested_at,
        null as _uncast_fields
    from control_lines

),

conformed as (

    select
        document_key,
        {{ company_key('quickbooks') }} as company_key,
        party_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        document_id,
        cast(ledger as {{ dbt.type_string() }}) as ledger,
        cast(document_type as {{ dbt.type_string() }}) as document_type,
        document_number,
        private_note as reference,
        -- a void keeps its record, with nothing in it and a note that says so
        cast(
            case
                when is_deleted then 'Deleted'
                when total_amount = 0 and lower(private_note) like 'voided%'
                    then 'Voided'
                else 'Posted'
            end as {{ dbt.type_string() }}
        ) as status,
        party_name,
        currency_code,
        {{ money('total_amount - tax_amount') }} as net_amount,
        {{ money('tax_amount') }} as tax_amount,
        {{ money('total_amount') }} as total_amount,
        {{ money('balance_amount') }} as reported_outstanding_amount,
        {{ measure('exchange_rate') }} as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        not is_deleted as is_posted,
        is_open_item,
        is_open_item as is_in_control_account,
        coalesce(tax_calculation = 'TaxInclusive', false) as is_tax_inclusive,
        is_deleted,
        issue_date,
        due_date,
        issue_date as ledger_date,
        updated_at,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields

    from unioned

)

select * from conformed
