with

source as (

    select * from {{ latest_version(source('erpnext', 'documents')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        substr(source_primary_key, length(doctype) + 2) as document_id,
        {{ erpnext_text('raw', 'company') }} as company_id,

        ---------- text
        doctype,
        {{ json_as_text('raw') }} as document_data,

        ---------- measures
        {{ json_integer('raw', 'docstatus') }} as docstatus,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'docstatus': 'try_integer',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
