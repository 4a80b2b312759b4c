with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'GL Entry'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('GL Entry') }} as entry_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'account') }} as account_id,
        {{ erpnext_text('raw', 'party') }} as party_id,
        {{ erpnext_text('raw', 'cost_center') }} as cost_center_id,
        {{ erpnext_text('raw', 'project') }} as project_id,
        {{ erpnext_text('raw', 'voucher_no') }} as voucher_id,
        {{ erpnext_text('raw', 'against_voucher') }} as against_voucher_id,
        {{ erpnext_text('raw', 'fiscal_year') }} as fiscal_year_id,

        ---------- text
        {{ erpnext_text('raw', 'party_type') }} as party_type,
        {{ erpnext_text('raw', 'voucher_type') }} as voucher_type,
        {{ erpnext_text('raw', 'against_voucher_type') }} as against_voucher_type,
        {{ erpnext_text('raw', 'account_currency') }} as currency_code,
        {{ erpnext_text('raw', 'remarks') }} as remarks,

        ---------- amounts
        {{ json_money('raw', 'debit') }} as debit_amount_base,
        {{ json_money('raw', 'credit') }} as credit_amount_base,
        {{ json_money('raw', 'debit_in_account_currency') }} as debit_amount,
        {{ json_money('raw', 'credit_in_account_currency') }} as credit_amount,

        ---------- booleans
        {{ erpnext_check('raw', 'is_opening') }} as is_opening,
        {{ erpnext_check('raw', 'is_cancelled') }} as is_cancelled,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'posting_date')) }} as posting_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'debit': 'try_money',
            'credit': 'try_money',
            'debit_in_account_currency': 'try_money',
            'credit_in_account_currency': 'try_money',
            'posting_date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
