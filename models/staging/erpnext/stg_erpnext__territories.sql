with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Territory'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Territory') }} as territory_id,
        {{ erpnext_text('raw', 'parent_territory') }} as parent_territory_id,

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
