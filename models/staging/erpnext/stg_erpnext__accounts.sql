with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Account'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Account') }} as account_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'parent_account') }} as parent_account_id,

        ---------- text
        {{ erpnext_text('raw', 'account_name') }} as account_name,
        {{ erpnext_text('raw', 'account_number') }} as account_number,
        {{ erpnext_text('raw', 'root_type') }} as root_type,
        {{ erpnext_text('raw', 'account_type') }} as account_type,
        {{ erpnext_text('raw', 'account_currency') }} as currency_code,

        ---------- booleans
        {{ erpnext_check('raw', 'is_group') }} as is_group,
        {{ erpnext_check('raw', 'disabled') }} as is_disabled,
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
