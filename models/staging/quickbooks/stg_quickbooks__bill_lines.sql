with

source as (

    select * from {{ json_rows(latest_version(source('quickbooks', 'bills')), 'Line') }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as bill_id,
        {{ json_text('raw', 'Id') }} as line_id,
        {{ json_text('raw', 'AccountBasedExpenseLineDetail.AccountRef.value') }}
            as account_id,
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ItemRef.value') }} as item_id,

        ---------- text
        {{ json_text('raw', 'DetailType') }} as detail_type,
        {{ json_text('raw', 'Description') }} as description,
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ItemRef.name') }} as item_name,
        {{ json_text('raw', 'ItemBasedExpenseLineDetail.ClassRef.name') }}
            as item_class_name,
        {{ json_text('raw', 'AccountBasedExpenseLineDetail.ClassRef.name') }}
            as account_class_name,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,

        ---------- measures
        {{ json_measure('raw', 'ItemBasedExpenseLineDetail.UnitPrice') }}
            as unit_price_amount,
        {{ json_measure('raw', 'ItemBasedExpenseLineDetail.Qty') }} as quantity,
        row_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'ItemBasedExpenseLineDetail.UnitPrice': 'try_measure',
            'ItemBasedExpenseLineDetail.Qty': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
