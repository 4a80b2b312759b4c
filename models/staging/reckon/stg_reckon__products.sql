with

source as (

    select * from {{ latest_version(source('reckon', 'products')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as product_id,

        ---------- text
        {{ json_text('raw', 'item') }} as item_path,
        {{ json_text('raw', 'company') }} as company_name,
        {{ json_text('raw', 'description') }} as description,
        {{ json_text('raw', 'item_type') }} as item_type,
        {{ json_text('raw', 'active_status') }} as active_status,
        {{ json_text('raw', 'income_account') }} as income_account,
        {{ json_text('raw', 'tax_code') }} as tax_code,
        {{ json_text('raw', 'barcode') }} as barcode,
        {{ json_text('raw', 'file') }} as source_file,

        ---------- amounts
        {{ json_money('raw', 'cost') }} as cost_amount,
        {{ json_money('raw', 'price') }} as sales_price_amount,

        ---------- measures
        {{ json_measure('raw', 'quantity_on_hand') }} as quantity_on_hand,
        {{ json_measure('raw', 'reorder_point') }} as reorder_point_quantity,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'cost': 'try_money',
            'price': 'try_money',
            'quantity_on_hand': 'try_measure',
            'reorder_point': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
