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

lines_of_forms as (

    select * from {{ ref('stg_quickbooks__lines') }}

    where {{ is_line_of('forms', 'form_id') }}

),

lines_of_groups as (

    select * from {{ ref('stg_quickbooks__group_lines') }}

    where {{ is_line_of('forms', 'form_id') }}

),

lines as (

    select
        connection,
        form_id,
        record_type,
        line_id,
        item_id,
        account_id,
        party_id,
        detail_type,
        description,
        item_name,
        class_name,
        party_type,
        party_name,
        -- a deposit credits the account of its line
        case when record_type = 'Deposit' then 'Credit' else posting_type end
            as posting_type,
        amount,
        unit_price_amount,
        quantity,
        row_number,
        false as is_in_group,
        ingestion_time,
        _uncast_fields
    from lines_of_forms
    union all
    select
        connection,
        form_id,
        record_type,
        line_id,
        item_id,
        account_id,
        null as party_id,
        detail_type,
        description,
        item_name,
        class_name,
        null as party_type,
        null as party_name,
        null as posting_type,
        amount,
        unit_price_amount,
        quantity,
        row_number,
        true as is_in_group,
        ingestion_time,
        _uncast_fields
    from lines_of_groups

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
        cast(lines.account_id as {{ dbt.type_string() }}) as account_id,
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
