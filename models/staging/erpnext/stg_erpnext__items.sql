with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Item'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Item') }} as item_id,
        {{ erpnext_text('raw', 'item_group') }} as item_group_id,
        {{ erpnext_text('raw', 'variant_of') }} as variant_of_id,

        ---------- text
        {{ erpnext_text('raw', 'item_name') }} as item_name,
        {{ erpnext_text('raw', 'description') }} as description,
        {{ erpnext_text('raw', 'stock_uom') }} as unit_of_measure,

        ---------- measures
        {{ json_measure('raw', 'standard_rate') }} as sales_price_amount,
        {{ json_measure('raw', 'valuation_rate') }} as cost_amount,

        ---------- booleans
        {{ erpnext_check('raw', 'is_stock_item') }} as is_stocked,
        {{ erpnext_check('raw', 'disabled') }} as is_disabled,
        is_deleted,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'standard_rate': 'try_measure',
            'valuation_rate': 'try_measure',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
