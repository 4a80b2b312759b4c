with

source as (

    select * from {{ json_rows(
        latest_version(
            source('erpnext', 'documents'), "versions.doctype = 'POS Invoice'"
        ),
        'taxes'
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('POS Invoice') }} as invoice_id,
        {{ erpnext_text('raw', 'name') }} as tax_id,
        {{ erpnext_text('raw', 'account_head') }} as account_id,
        {{ erpnext_text('raw', 'cost_center') }} as cost_center_id,

        ---------- text
        {{ erpnext_text('raw', 'description') }} as description,
        {{ erpnext_text('raw', 'charge_type') }} as charge_type,

        ---------- amounts
        {{ json_money('raw', 'tax_amount_after_discount_amount') }} as tax_amount,
        {{ json_money('raw', 'base_tax_amount_after_discount_amount') }}
            as tax_amount_base,

        ---------- measures
        {{ json_measure('raw', 'rate') }} as rate_pct,
        row_number,

        ---------- booleans
        is_deleted,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'tax_amount_after_discount_amount': 'try_money',
            'base_tax_amount_after_discount_amount': 'try_money',
            'rate': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
