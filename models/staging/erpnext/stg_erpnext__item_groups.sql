with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Item Group'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Item Group') }} as item_group_id,
        {{ erpnext_text('raw', 'parent_item_group') }} as parent_item_group_id,

        ---------- booleans
        {{ erpnext_check('raw', 'is_group') }} as is_group,
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
