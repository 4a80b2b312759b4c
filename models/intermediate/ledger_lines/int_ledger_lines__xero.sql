-- Incremental by journal, which Xero never changes.
{{ config(
    materialized='incremental',
    unique_key='journal_key',
    **stored_by(['journal_key'], 'entry_date')
) }}

with

journals as (

    select
        *,
        journal_id as _record_id,
        'journal' as _record_type,
        ingestion_time as _ingested_at
    from {{ ref('stg_xero__journals') }}
    where {{ is_new_version(ref('stg_xero__journals'), 'journal_id', 'journal') }}

),

lines as (

    select *
    from {{ ref('stg_xero__journal_lines') }}
    where {{ is_line_of('journals', 'journal_id') }}

),

conformed as (

    select
        {{ surrogate_key([
            source_key('xero', 'journal', 'journals.journal_id'),
            'lines.line_number',
        ]) }} as ledger_line_key,
        {{ source_key('xero', 'journal', 'journals.journal_id') }} as journal_key,
        {{ company_key('xero', 'journals.connection') }} as company_key,
        {{ source_key('xero', 'account', 'lines.account_id') }} as account_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        cast(journals.connection as {{ dbt.type_string() }}) as connection,
        journals.source_id as source_document_id,
        journals.source_type as source_document_type,
        {{ money('coalesce(lines.net_amount, 0)') }} as amount_base,
        cast(coalesce(lines.line_number, 0) as {{ dbt.type_bigint() }}) as line_number,
        not journals.is_deleted as is_posted,
        journals.journal_date as entry_date,
        cast(journals._record_id as {{ dbt.type_string() }}) as _record_id,
        cast(journals._record_type as {{ dbt.type_string() }}) as _record_type,
        journals._ingested_at,
        nullif(
            coalesce(journals._uncast_fields, '') || coalesce(lines._uncast_fields, ''),
            ''
        ) as _uncast_fields

    from journals
    -- left: a journal without lines holds its place, or it would look new for ever
    left join lines
        on
            journals.connection = lines.connection
            and journals.journal_id = lines.journal_id
            and journals._ingested_at = lines.ingestion_time

)

select * from conformed
