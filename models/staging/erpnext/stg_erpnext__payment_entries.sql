with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Payment Entry'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Payment Entry') }} as payment_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'party') }} as party_id,
        {{ erpnext_text('raw', 'paid_from') }} as paid_from_account_id,
        {{ erpnext_text('raw', 'paid_to') }} as paid_to_account_id,

        ---------- text
        {{ erpnext_text('raw', 'party_type') }} as party_type,
        {{ erpnext_text('raw', 'party_name') }} as party_name,
        {{ erpnext_text('raw', 'payment_type') }} as payment_type,
        {{ erpnext_text('raw', 'mode_of_payment') }} as payment_method,
        {{ erpnext_text('raw', 'reference_no') }} as reference,
        {{ erpnext_text('raw', 'status') }} as status,
        {{ erpnext_text('raw', 'remarks') }} as remarks,
        {{ erpnext_text('raw', 'paid_from_account_currency') }}
            as paid_from_currency_code,
        {{ erpnext_text('raw', 'paid_to_account_currency') }} as paid_to_currency_code,

        ---------- amounts
        {{ json_money('raw', 'paid_amount') }} as paid_amount,
        {{ json_money('raw', 'received_amount') }} as received_amount,
        {{ json_money('raw', 'base_paid_amount') }} as paid_amount_base,
        {{ json_money('raw', 'base_received_amount') }} as received_amount_base,
        {{ json_money('raw', 'total_allocated_amount') }} as allocated_amount,
        {{ json_money('raw', 'unallocated_amount') }} as unallocated_amount,
        {{ json_money('raw', 'difference_amount') }} as difference_amount,

        ---------- measures
        {{ json_measure('raw', 'source_exchange_rate') }} as source_exchange_rate,
        {{ json_measure('raw', 'target_exchange_rate') }} as target_exchange_rate,
        {{ json_integer('raw', 'docstatus') }} as docstatus,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'posting_date')) }} as payment_date,
        {{ try_date(json_text('raw', 'reference_date')) }} as reference_date,
        {{ try_date(json_text('raw', 'clearance_date')) }} as clearance_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'paid_amount': 'try_money',
            'received_amount': 'try_money',
            'base_paid_amount': 'try_money',
            'base_received_amount': 'try_money',
            'total_allocated_amount': 'try_money',
            'unallocated_amount': 'try_money',
            'difference_amount': 'try_money',
            'source_exchange_rate': 'try_measure',
            'target_exchange_rate': 'try_measure',
            'docstatus': 'try_integer',
            'posting_date': 'try_date',
            'reference_date': 'try_date',
            'clearance_date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
