with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Warehouse'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Warehouse') }} as warehouse_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'parent_warehouse') }} as parent_warehouse_id,
        {{ erpnext_text('raw', 'account') }} as account_id,

        ---------- text
        {{ erpnext_text('raw', 'warehouse_name') }} as warehouse_name,

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
