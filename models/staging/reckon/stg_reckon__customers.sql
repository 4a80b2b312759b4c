with

source as (

    select * from {{ latest_version(source('reckon', 'customers')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as customer_id,

        ---------- text
        {{ json_text('raw', 'customer') }} as customer_name,
        {{ json_text('raw', 'company') }} as company_name,
        {{ json_text('raw', 'account_no') }} as account_number,
        {{ json_text('raw', 'customer_type') }} as customer_type,
        {{ json_text('raw', 'terms') }} as payment_terms,
        {{ json_text('raw', 'rep') }} as sales_representative,
        {{ json_text('raw', 'tax_code') }} as tax_code,
        {{ json_text('raw', 'active_status') }} as active_status,
        {{ json_text('raw', 'state') }} as state,
        {{ json_text('raw', 'file') }} as source_file,

        ---------- amounts
        {{ json_money('raw', 'credit_limit') }} as credit_limit_amount,
        {{ json_money('raw', 'balance') }} as balance_amount,
        {{ json_money('raw', 'balance_total') }} as balance_total_amount,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'credit_limit': 'try_money',
            'balance': 'try_money',
            'balance_total': 'try_money',
        }) }} as _uncast_fields

    from source

)

select * from renamed
