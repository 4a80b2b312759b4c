with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Fiscal Year'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Fiscal Year') }} as fiscal_year_id,

        ---------- booleans
        {{ erpnext_check('raw', 'disabled') }} as is_disabled,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'year_start_date')) }} as year_start_date,
        {{ try_date(json_text('raw', 'year_end_date')) }} as year_end_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'year_start_date': 'try_date',
            'year_end_date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
