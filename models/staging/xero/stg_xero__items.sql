with

source as (

    select * from {{ latest_version(source('xero', 'items')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as item_id,

        ---------- text
        {{ json_text('raw', 'Code') }} as item_code,
        {{ json_text('raw', 'Name') }} as item_name,
        {{ json_text('raw', 'Description') }} as description,
        {{ json_text('raw', 'SalesDetails.AccountCode') }} as sales_account_code,
        {{ json_text('raw', 'PurchaseDetails.AccountCode') }} as purchase_account_code,

        ---------- amounts
        {{ json_money('raw', 'TotalCostPool') }} as stock_value_amount,

        ---------- measures
        {{ json_measure('raw', 'SalesDetails.UnitPrice') }} as sales_price_amount,
        {{ json_measure('raw', 'PurchaseDetails.UnitPrice') }} as cost_amount,
        {{ json_measure('raw', 'QuantityOnHand') }} as quantity_on_hand,

        ---------- booleans
        {{ json_boolean('raw', 'IsTrackedAsInventory') }} as is_stocked,
        {{ json_boolean('raw', 'IsSold') }} as is_sold,
        is_deleted,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'SalesDetails.UnitPrice': 'try_measure',
            'PurchaseDetails.UnitPrice': 'try_measure',
            'TotalCostPool': 'try_money',
            'QuantityOnHand': 'try_measure',
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
