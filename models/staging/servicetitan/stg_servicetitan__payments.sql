with

source as (

    select * from {{ latest_version(source('servicetitan', 'payments')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as payment_id,
        {{ json_text('raw', 'businessUnit.id') }} as business_unit_id,
        {{ json_text('raw', 'customer.id') }} as customer_id,
        {{ json_text('raw', 'refundedPaymentId') }} as refunded_payment_id,

        ---------- text
        {{ json_text('raw', 'referenceNumber') }} as payment_number,
        {{ json_text('raw', 'customer.name') }} as customer_name,
        {{ json_text('raw', 'type') }} as payment_type,

        ---------- amounts
        {{ json_money('raw', 'total') }} as total_amount,
        {{ json_money('raw', 'unappliedAmount') }} as unapplied_amount,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'date')) }} as payment_date,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'createdOn')) }} as created_at,
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'total': 'try_money',
            'unappliedAmount': 'try_money',
            'date': 'try_date',
            'createdOn': 'servicetitan_timestamp',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
