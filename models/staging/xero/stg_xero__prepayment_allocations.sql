with

source as (

    select * from {{ json_rows(
        latest_version(source('xero', 'prepayments')), 'Allocations'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as prepayment_id,
        {{ json_text('raw', 'AllocationID') }} as allocation_id,
        {{ json_text('raw', 'Invoice.InvoiceID') }} as invoice_id,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        row_number as line_number,

        ---------- booleans
        coalesce({{ json_boolean('raw', 'IsDeleted') }}, false)
            as is_allocation_deleted,
        is_deleted,

        ---------- dates
        {{ xero_date(json_text('raw', 'Date')) }} as allocation_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'Date': 'xero_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
