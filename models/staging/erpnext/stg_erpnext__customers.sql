with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Customer'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Customer') }} as customer_id,
        {{ erpnext_text('raw', 'customer_group') }} as customer_group_id,
        {{ erpnext_text('raw', 'territory') }} as territory_id,

        ---------- text
        {{ erpnext_text('raw', 'customer_name') }} as customer_name,
        {{ erpnext_text('raw', 'default_currency') }} as currency_code,

        ---------- booleans
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
