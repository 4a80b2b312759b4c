with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Company'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Company') }} as company_id,

        ---------- text
        {{ erpnext_text('raw', 'company_name') }} as company_name,
        {{ erpnext_text('raw', 'abbr') }} as abbreviation,
        {{ erpnext_text('raw', 'default_currency') }} as currency_code,
        {{ erpnext_text('raw', 'country') }} as country,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
