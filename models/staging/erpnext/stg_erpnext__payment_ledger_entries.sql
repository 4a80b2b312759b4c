with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Payment Ledger Entry'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Payment Ledger Entry') }} as entry_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'account') }} as account_id,
        {{ erpnext_text('raw', 'party') }} as party_id,
        {{ erpnext_text('raw', 'voucher_no') }} as voucher_id,
        {{ erpnext_text('raw', 'against_voucher_no') }} as against_voucher_id,

        ---------- text
        lower({{ erpnext_text('raw', 'account_type') }}) as ledger,
        {{ erpnext_text('raw', 'party_type') }} as party_type,
        {{ erpnext_text('raw', 'voucher_type') }} as voucher_type,
        {{ erpnext_text('raw', 'against_voucher_type') }} as against_voucher_type,
        {{ erpnext_text('raw', 'account_currency') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'amount_in_account_currency') }} as amount,
        {{ json_money('raw', 'amount') }} as amount_base,

        ---------- booleans
        {{ erpnext_check('raw', 'delinked') }} as is_delinked,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'posting_date')) }} as posting_date,
        {{ try_date(json_text('raw', 'due_date')) }} as due_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'creation')) }} as created_at_local,
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'amount_in_account_currency': 'try_money',
            'amount': 'try_money',
            'posting_date': 'try_date',
            'due_date': 'try_date',
            'creation': 'erpnext_timestamp',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
