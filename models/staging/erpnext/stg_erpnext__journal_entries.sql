with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Journal Entry'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Journal Entry') }} as journal_entry_id,
        {{ erpnext_text('raw', 'company') }} as company_id,

        ---------- text
        {{ erpnext_text('raw', 'voucher_type') }} as voucher_type,
        {{ erpnext_text('raw', 'cheque_no') }} as reference,
        {{ erpnext_text('raw', 'bill_no') }} as bill_number,
        {{ erpnext_text('raw', 'title') }} as title,
        {{ erpnext_text('raw', 'user_remark') }} as remarks,

        ---------- measures
        {{ json_integer('raw', 'docstatus') }} as docstatus,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'posting_date')) }} as posting_date,
        {{ try_date(json_text('raw', 'due_date')) }} as due_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'docstatus': 'try_integer',
            'posting_date': 'try_date',
            'due_date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
