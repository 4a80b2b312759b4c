with

source as (

    select * from {{ latest_version(source('quickbooks', 'company_info')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as company_id,

        ---------- text
        {{ json_text('raw', 'CompanyName') }} as company_name,
        {{ json_text('raw', 'Country') }} as country_code,
        {{ json_text('raw', 'FiscalYearStartMonth') }} as fiscal_year_start_month_name,
        {{ json_text('raw', 'DefaultTimeZone') }} as time_zone_code,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
