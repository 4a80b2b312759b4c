with

source as (

    select * from {{ latest_version(source('quickbooks', 'accounts')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as account_id,
        {{ json_text('raw', 'ParentRef.value') }} as parent_account_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as account_name,
        {{ json_text('raw', 'FullyQualifiedName') }} as account_path,
        {{ json_text('raw', 'AcctNum') }} as account_code,
        {{ json_text('raw', 'Classification') }} as account_class,
        {{ json_text('raw', 'AccountType') }} as account_type,
        {{ json_text('raw', 'AccountSubType') }} as account_subtype,
        {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'CurrentBalance') }} as balance_amount,

        ---------- booleans
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'CurrentBalance': 'try_money',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
