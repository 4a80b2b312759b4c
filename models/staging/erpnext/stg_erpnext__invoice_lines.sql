-- No CTE: Postgres takes no join into a view that has one, and would unpack the
-- payloads of all history to find those of a few records.
select

    ---------- keys
    connection,
    {{ erpnext_name() }} as invoice_id,
    {{ dbt.split_part("source_primary_key", "'/'", 1) }} as record_type,
    {{ erpnext_text('raw', 'name') }} as line_id,
    {{ erpnext_text('raw', 'item_code') }} as item_id,
    {{ erpnext_text('raw', 'item_group') }} as item_group_id,
    {{ erpnext_text('raw', 'income_account') }} as income_account_id,
    {{ erpnext_text('raw', 'expense_account') }} as expense_account_id,
    {{ erpnext_text('raw', 'warehouse') }} as warehouse_id,
    {{ erpnext_text('raw', 'cost_center') }} as cost_center_id,
    {{ erpnext_text('raw', 'project') }} as project_id,

    ---------- text
    {{ erpnext_text('raw', 'item_name') }} as item_name,
    {{ erpnext_text('raw', 'description') }} as description,
    {{ erpnext_text('raw', 'uom') }} as unit_of_measure,

    ---------- amounts
    {{ json_money('raw', 'amount') }} as amount,
    {{ json_money('raw', 'net_amount') }} as net_amount,
    {{ json_money('raw', 'base_net_amount') }} as net_amount_base,

    ---------- measures
    {{ json_measure('raw', 'rate') }} as unit_price_amount,
    {{ json_measure('raw', 'qty') }} as quantity,
    row_number,

    ---------- booleans
    is_deleted,

    ---------- timestamps
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'amount': 'try_money',
        'net_amount': 'try_money',
        'base_net_amount': 'try_money',
        'rate': 'try_measure',
        'qty': 'try_measure',
    }) }} as _uncast_fields

from {{ json_rows(
    latest_version(
        source('erpnext', 'documents'),
        "versions.doctype in ('Sales Invoice', 'POS Invoice', 'Purchase Invoice')"
    ),
    'items',
) }}
