with

source as (

    select * from {{ latest_version(source('reckon', 'open_items')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as open_item_id,
        {{ reckon_transaction_id('raw') }} as transaction_id,

        ---------- text
        {{ json_text('raw', 'type') }} as transaction_type,
        {{ json_text('raw', 'num') }} as document_number,
        {{ json_text('raw', 'po_no') }} as purchase_order_number,
        {{ json_text('raw', 'customer') }} as customer_name,
        {{ json_text('raw', 'terms') }} as payment_terms,
        {{ json_text('raw', 'class') }} as class_name,
        {{ json_text('raw', 'file') }} as source_file,

        ---------- amounts
        {{ json_money('raw', 'open_balance') }} as open_amount,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'date')) }} as issue_date,
        {{ try_date(json_text('raw', 'due_date')) }} as due_date,
        {{ try_date(json_text('raw', 'as_of_date')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'open_balance': 'try_money',
            'date': 'try_date',
            'due_date': 'try_date',
            'as_of_date': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
