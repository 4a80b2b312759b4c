with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Supplier'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Supplier') }} as supplier_id,
        {{ erpnext_text('raw', 'supplier_group') }} as supplier_group_id,

        ---------- text
        {{ erpnext_text('raw', 'supplier_name') }} as supplier_name,
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
