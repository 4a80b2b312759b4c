with

source as (

    select * from {{ latest_version(source('quickbooks', 'items')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as item_id,
        {{ json_text('raw', 'ParentRef.value') }} as parent_item_id,
        {{ json_text('raw', 'IncomeAccountRef.value') }} as income_account_id,
        {{ json_text('raw', 'ExpenseAccountRef.value') }} as expense_account_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as item_name,
        {{ json_text('raw', 'FullyQualifiedName') }} as item_path,
        {{ json_text('raw', 'Sku') }} as sku,
        {{ json_text('raw', 'Type') }} as item_type,
        {{ json_text('raw', 'ParentRef.name') }} as parent_item_name,

        ---------- measures
        {{ json_measure('raw', 'UnitPrice') }} as sales_price_amount,
        {{ json_measure('raw', 'PurchaseCost') }} as cost_amount,
        {{ json_measure('raw', 'QtyOnHand') }} as quantity_on_hand,

        ---------- booleans
        {{ json_boolean('raw', 'TrackQtyOnHand') }} as is_stocked,
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'UnitPrice': 'try_measure',
            'PurchaseCost': 'try_measure',
            'QtyOnHand': 'try_measure',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
