with

source as (

    select * from {{ latest_version(source('servicetitan', 'invoices')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as invoice_id,
        {{ json_text('raw', 'businessUnit.id') }} as business_unit_id,
        {{ json_text('raw', 'customer.id') }} as customer_id,
        {{ json_text('raw', 'job.id') }} as job_id,
        {{ json_text('raw', 'adjustmentToId') }} as adjusted_invoice_id,

        ---------- text
        {{ json_text('raw', 'referenceNumber') }} as invoice_number,
        {{ json_text('raw', 'customer.name') }} as customer_name,
        {{ json_text('raw', 'invoiceConfiguration') }} as invoice_kind,
        {{ json_text('raw', 'reviewStatus') }} as review_status,

        ---------- amounts
        {{ json_money('raw', 'subTotal') }} as subtotal_amount,
        {{ json_money('raw', 'salesTax') }} as tax_amount,
        {{ json_money('raw', 'total') }} as total_amount,
        {{ json_money('raw', 'discountTotal') }} as discount_amount,
        {{ json_money('raw', 'balance') }} as open_amount,

        ---------- booleans
        {{ json_boolean('raw', 'active') }} as is_active,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'invoiceDate')) }} as issue_date,
        {{ try_date(json_text('raw', 'dueDate')) }} as due_date,
        {{ try_date(json_text('raw', 'paidOn')) }} as paid_date,

        ---------- timestamps
        {{ servicetitan_timestamp(json_text('raw', 'modifiedOn')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'subTotal': 'try_money',
            'salesTax': 'try_money',
            'total': 'try_money',
            'discountTotal': 'try_money',
            'balance': 'try_money',
            'invoiceDate': 'try_date',
            'dueDate': 'try_date',
            'paidOn': 'try_date',
            'modifiedOn': 'servicetitan_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
