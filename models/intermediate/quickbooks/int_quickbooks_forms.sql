-- Incremental by form: one with a new version is replaced.
{{ config(
    materialized='incremental',
    unique_key='form_key',
    **stored_by(['form_key'], 'issue_date')
) }}

with

forms as (

    select
        *,
        case
            when record_type in ('CreditMemo', 'RefundReceipt', 'VendorCredit') then -1
            when record_type = 'Purchase' and is_credit then -1
            else 1
        end as sign
    from {{ ref('stg_quickbooks__forms') }}
    where {{ is_new_version(ref('stg_quickbooks__forms'), 'form_id') }}

),

typed as (

    -- an id is unique only within its kind
    select
        {{ surrogate_key([
            "'quickbooks'", 'connection', "'document'", "record_type || ':' || form_id",
        ]) }} as form_key,
        cast(connection as {{ dbt.type_string() }}) as connection,
        cast(record_type || ':' || form_id as {{ dbt.type_string() }}) as form_id,
        case
            when party_id is not null
                then {{ surrogate_key([
                    "'quickbooks'", 'connection', 'lower(party_type)', 'party_id',
                ]) }}
        end as party_key,
        cast(party_name as {{ dbt.type_string() }}) as party_name,
        -- a deposit's own number means nothing to the customer of its document
        cast(
            case when record_type <> 'Deposit' then document_number end
            as {{ dbt.type_string() }}
        ) as document_number,
        cast(private_note as {{ dbt.type_string() }}) as private_note,
        cast(currency_code as {{ dbt.type_string() }}) as currency_code,
        cast(tax_calculation as {{ dbt.type_string() }}) as tax_calculation,
        {{ money('sign * total_amount') }} as total_amount,
        {{ money("
            case
                when record_type in ('Deposit', 'JournalEntry') then 0
                else sign * coalesce(tax_amount, 0)
            end
        ") }} as tax_amount,
        {{ money("
            case
                when record_type = 'Invoice' then coalesce(deposit_amount, 0)
                else 0
            end
        ") }} as deposit_amount,
        {{ money("
            case
                when record_type = 'CreditMemo'
                    then sign * coalesce(balance_amount, remaining_credit_amount)
                when record_type in ('Invoice', 'Bill', 'VendorCredit')
                    then sign * balance_amount
            end
        ") }} as balance_amount,
        {{ measure('coalesce(nullif(exchange_rate, 0), 1)') }} as exchange_rate,
        cast(sign as {{ dbt.type_bigint() }}) as sign,
        is_deleted,
        issue_date,
        case when record_type in ('Invoice', 'Bill') then due_date end as due_date,
        updated_at,
        cast(form_id as {{ dbt.type_string() }}) as _record_id,
        cast(record_type as {{ dbt.type_string() }}) as _record_type,
        ingestion_time as _ingested_at,
        cast(_uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from forms

)

select * from typed
