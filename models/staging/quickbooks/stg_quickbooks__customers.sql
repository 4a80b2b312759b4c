with

source as (

    select * from {{ latest_version(source('quickbooks', 'customers')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as customer_id,
        {{ json_text('raw', 'ParentRef.value') }} as parent_customer_id,

        ---------- text
        {{ json_text('raw', 'DisplayName') }} as customer_name,
        {{ json_text('raw', 'FullyQualifiedName') }} as customer_path,
        {{ json_text('raw', 'CompanyName') }} as company_name,
        {{ json_text('raw', 'ParentRef.name') }} as parent_customer_name,
        {{ json_text('raw', 'CurrencyRef.value') }} as currency_code,
        {{ json_text('raw', 'CustomerTypeRef.name') }} as customer_type,
        {{ json_text('raw', 'BillAddr.CountrySubDivisionCode') }} as territory,

        ---------- amounts
        {{ json_money('raw', 'Balance') }} as balance_amount,
        {{ json_money('raw', 'BalanceWithJobs') }} as balance_total_amount,

        ---------- booleans
        {{ json_boolean('raw', 'Job') }} as is_job,
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Balance': 'try_money',
            'BalanceWithJobs': 'try_money',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
