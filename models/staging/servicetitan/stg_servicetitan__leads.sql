with

source as (

    select * from {{ latest_version(source('servicetitan', 'leads')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as lead_id,
        {{ json_text(json_from_text('scope'), 'business_unit_id') }}
            as business_unit_id,

        ---------- text
        {{ json_text('raw', 'JobNumber') }} as job_number,
        {{ json_text('raw', 'JobBusinessUnit') }} as business_unit_name,
        {{ json_text('raw', 'CustomerName') }} as customer_name,
        {{ json_text('raw', 'CampaignCategory') }} as campaign_category,
        {{ json_text('raw', 'Campaign') }} as campaign_name,
        {{ json_text('raw', 'JobType') }} as job_type_name,
        {{ json_text('raw', 'BookedBy') }} as booked_by_name,
        {{ json_text('raw', 'JobStatus') }} as job_status,
        {{ json_text('raw', 'AssignedTechnicians') }} as technician_names,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'CreatedDate')) }} as created_date,
        {{ try_date(json_text(json_from_text('scope'), 'day')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'CreatedDate': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
