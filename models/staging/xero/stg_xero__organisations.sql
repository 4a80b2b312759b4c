with

source as (

    select * from {{ latest_version(source('xero', 'organisations')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as organisation_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as organisation_name,
        {{ json_text('raw', 'BaseCurrency') }} as base_currency_code,
        {{ json_text('raw', 'CountryCode') }} as country_code,
        {{ json_text('raw', 'Timezone') }} as time_zone_code,

        ---------- measures
        {{ json_integer('raw', 'FinancialYearEndMonth') }} as fiscal_year_end_month,
        {{ json_integer('raw', 'FinancialYearEndDay') }} as fiscal_year_end_day,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'FinancialYearEndMonth': 'try_integer',
            'FinancialYearEndDay': 'try_integer',
        }) }} as _uncast_fields

    from source

)

select * from renamed
