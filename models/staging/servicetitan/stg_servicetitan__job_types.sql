with

source as (

    select * from {{ latest_version(source('servicetitan', 'job_types')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as job_type_id,

        ---------- text
        {{ json_text('raw', 'name') }} as job_type_name,
        {{ json_text('raw', 'priority') }} as priority,

        ---------- amounts
        {{ json_money('raw', 'soldThreshold') }} as sold_threshold_amount,

        ---------- booleans
        {{ json_boolean('raw', 'noCharge') }} as is_no_charge,
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'soldThreshold': 'try_money',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
