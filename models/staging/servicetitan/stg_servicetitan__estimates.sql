with

source as (

    select * from {{ latest_version(source('servicetitan', 'estimates')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as estimate_id,
        {{ json_text('raw', 'jobId') }} as job_id,
        {{ json_text('raw', 'businessUnitId') }} as business_unit_id,
        {{ json_text('raw', 'soldBy') }} as sold_by_id,

        ---------- text
        {{ json_text('raw', 'name') }} as estimate_name,
        {{ json_text('raw', 'jobNumber') }} as job_number,
        {{ json_text('raw', 'status.name') }} as estimate_status,

        ---------- amounts
        {{ json_money('raw', 'subtotal') }} as subtotal_amount,
        {{ json_money('raw', 'tax') }} as tax_amount,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'createdOn')) }} as created_at,
        {{ servicetitan_timestamp(json_text('raw', 'soldOn')) }} as sold_at,
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'subtotal': 'try_money',
            'tax': 'try_money',
            'createdOn': 'servicetitan_timestamp',
            'soldOn': 'servicetitan_timestamp',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
