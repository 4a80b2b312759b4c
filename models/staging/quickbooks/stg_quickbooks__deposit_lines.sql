with

source as (

    select * from {{ json_rows(
        latest_version(source('quickbooks', 'deposits')), 'Line'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as deposit_id,
        {{ json_text('raw', 'Id') }} as line_id,
        {{ json_text('raw', 'DepositLineDetail.AccountRef.value') }} as account_id,
        {{ json_text('raw', 'DepositLineDetail.Entity.value') }} as party_id,

        ---------- text
        {{ json_text('raw', 'DetailType') }} as detail_type,
        {{ json_text('raw', 'Description') }} as description,
        {{ json_text('raw', 'DepositLineDetail.Entity.type') }} as party_type,
        {{ json_text('raw', 'DepositLineDetail.Entity.name') }} as party_name,
        {{ json_text('raw', 'DepositLineDetail.ClassRef.name') }} as class_name,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        row_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
        }) }} as _uncast_fields

    from source

)

select * from renamed
