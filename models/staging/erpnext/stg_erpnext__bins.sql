with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Bin'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Bin') }} as bin_id,
        {{ erpnext_text('raw', 'item_code') }} as item_id,
        {{ erpnext_text('raw', 'warehouse') }} as warehouse_id,

        ---------- amounts
        {{ json_money('raw', 'stock_value') }} as stock_value_amount,

        ---------- measures
        {{ json_measure('raw', 'actual_qty') }} as quantity,
        {{ json_measure('raw', 'reserved_qty') }} as reserved_quantity,
        {{ json_measure('raw', 'ordered_qty') }} as ordered_quantity,
        {{ json_measure('raw', 'projected_qty') }} as projected_quantity,
        {{ json_measure('raw', 'valuation_rate') }} as valuation_rate,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'stock_value': 'try_money',
            'actual_qty': 'try_measure',
            'reserved_qty': 'try_measure',
            'ordered_qty': 'try_measure',
            'projected_qty': 'try_measure',
            'valuation_rate': 'try_measure',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
