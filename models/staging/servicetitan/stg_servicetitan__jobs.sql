with

source as (

    select * from {{ latest_version(source('servicetitan', 'jobs')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as job_id,
        {{ json_text('raw', 'customerId') }} as customer_id,
        {{ json_text('raw', 'locationId') }} as location_id,
        {{ json_text('raw', 'businessUnitId') }} as business_unit_id,
        {{ json_text('raw', 'jobTypeId') }} as job_type_id,
        {{ json_text('raw', 'campaignId') }} as campaign_id,
        {{ json_text('raw', 'soldById') }} as sold_by_id,
        {{ json_text('raw', 'invoiceId') }} as invoice_id,
        {{ json_text('raw', 'createdFromEstimateId') }} as created_from_estimate_id,
        {{ json_text('raw', 'recallForId') }} as recall_for_id,

        ---------- text
        {{ json_text('raw', 'jobNumber') }} as job_number,
        {{ json_text('raw', 'jobStatus') }} as job_status,

        ---------- amounts
        {{ json_money('raw', 'total') }} as total_amount,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'createdOn')) }} as created_at,
        {{ servicetitan_timestamp(json_text('raw', 'completedOn')) }} as completed_at,
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'total': 'try_money',
            'createdOn': 'servicetitan_timestamp',
            'completedOn': 'servicetitan_timestamp',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
