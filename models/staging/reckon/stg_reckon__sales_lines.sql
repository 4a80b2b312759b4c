with

source as (

    select * from {{ latest_version(source('reckon', 'sales_lines')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as sales_line_id,
        {{ reckon_transaction_id('raw') }} as transaction_id,

        ---------- text
        {{ json_text('raw', 'type') }} as transaction_type,
        {{ json_text('raw', 'num') }} as document_number,
        {{ json_text('raw', 'po_no') }} as purchase_order_number,
        {{ json_text('raw', 'customer') }} as customer_name,
        {{ json_text('raw', 'item') }} as item_path,
        {{ json_text('raw', 'description') }} as description,
        {{ json_text('raw', 'account') }} as account_name,
        {{ json_text('raw', 'class') }} as class_name,
        {{ json_text('raw', 'tax_code') }} as tax_code,
        {{ json_text('raw', 'rep') }} as sales_representative,
        {{ json_text('raw', 'file') }} as source_file,

        ---------- amounts
        {{ json_money('raw', 'amount') }} as net_amount,
        {{ json_money('raw', 'tax_amount') }} as tax_amount,

        ---------- measures
        {{ json_integer('raw', 'line_no') }} as line_number,
        {{ json_measure('raw', 'sales_price') }} as unit_price_amount,
        {{ json_measure('raw', 'qty') }} as quantity,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'date')) }} as issue_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'amount': 'try_money',
            'tax_amount': 'try_money',
            'line_no': 'try_integer',
            'sales_price': 'try_measure',
            'qty': 'try_measure',
            'date': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
