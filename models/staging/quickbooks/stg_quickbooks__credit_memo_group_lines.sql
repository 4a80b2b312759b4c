with

source as (

    select * from {{ json_rows(
        json_rows(latest_version(source('quickbooks', 'credit_memos')), 'Line'),
        'GroupLineDetail.Line',
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as credit_memo_id,
        {{ json_text('raw', 'Id') }} as line_id,
        {{ json_text('raw', 'SalesItemLineDetail.ItemRef.value') }} as item_id,
        {{ json_text('raw', 'SalesItemLineDetail.ItemAccountRef.value') }}
            as account_id,
        {{ json_text('raw', 'SalesItemLineDetail.ClassRef.value') }} as class_id,

        ---------- text
        {{ json_text('raw', 'DetailType') }} as detail_type,
        {{ json_text('raw', 'Description') }} as description,
        {{ json_text('raw', 'SalesItemLineDetail.ItemRef.name') }} as item_name,
        {{ json_text('raw', 'SalesItemLineDetail.ClassRef.name') }} as class_name,

        ---------- amounts
        {{ json_money('raw', 'Amount') }} as amount,
        {{ json_money('raw', 'SalesItemLineDetail.TaxInclusiveAmt') }}
            as tax_inclusive_amount,

        ---------- measures
        {{ json_measure('raw', 'SalesItemLineDetail.UnitPrice') }} as unit_price_amount,
        {{ json_measure('raw', 'SalesItemLineDetail.Qty') }} as quantity,
        row_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Amount': 'try_money',
            'SalesItemLineDetail.TaxInclusiveAmt': 'try_money',
            'SalesItemLineDetail.UnitPrice': 'try_measure',
            'SalesItemLineDetail.Qty': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
