with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Stock Ledger Entry'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Stock Ledger Entry') }} as entry_id,
        {{ erpnext_text('raw', 'company') }} as company_id,
        {{ erpnext_text('raw', 'item_code') }} as item_id,
        {{ erpnext_text('raw', 'warehouse') }} as warehouse_id,
        {{ erpnext_text('raw', 'voucher_no') }} as voucher_id,

        ---------- text
        {{ erpnext_text('raw', 'voucher_type') }} as voucher_type,
        {{ erpnext_text('raw', 'posting_time') }} as posting_time,

        ---------- amounts
        {{ json_money('raw', 'stock_value') }} as stock_value_amount,
        {{ json_money('raw', 'stock_value_difference') }} as stock_value_change_amount,

        ---------- measures
        {{ json_measure('raw', 'actual_qty') }} as quantity,
        {{ json_measure('raw', 'qty_after_transaction') }} as quantity_after,
        {{ json_measure('raw', 'incoming_rate') }} as incoming_rate,
        {{ json_measure('raw', 'valuation_rate') }} as valuation_rate,

        ---------- booleans
        {{ erpnext_check('raw', 'is_cancelled') }} as is_cancelled,
        {{ erpnext_check('raw', 'is_adjustment_entry') }} as is_adjustment,
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'posting_date')) }} as posting_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'stock_value': 'try_money',
            'stock_value_difference': 'try_money',
            'actual_qty': 'try_measure',
            'qty_after_transaction': 'try_measure',
            'incoming_rate': 'try_measure',
            'valuation_rate': 'try_measure',
            'posting_date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
