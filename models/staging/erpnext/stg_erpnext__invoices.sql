-- No CTE: Postgres takes no join into a view that has one, and would read the payloads
-- of all history to find those of a few records.
select

    ---------- keys
    connection,
    {{ erpnext_name() }} as invoice_id,
    {{ dbt.split_part("source_primary_key", "'/'", 1) }} as record_type,
    {{ erpnext_text('raw', 'company') }} as company_id,
    coalesce(
        {{ erpnext_text('raw', 'customer') }},
        {{ erpnext_text('raw', 'supplier') }}
    ) as party_id,
    {{ erpnext_text('raw', 'customer_group') }} as customer_group_id,
    {{ erpnext_text('raw', 'territory') }} as territory_id,
    coalesce(
        {{ erpnext_text('raw', 'debit_to') }},
        {{ erpnext_text('raw', 'credit_to') }}
    ) as party_account_id,
    {{ erpnext_text('raw', 'return_against') }} as return_against_id,
    {{ erpnext_text('raw', 'consolidated_invoice') }} as consolidated_invoice_id,
    {{ erpnext_text('raw', 'amended_from') }} as amended_from_id,
    {{ erpnext_text('raw', 'cost_center') }} as cost_center_id,
    {{ erpnext_text('raw', 'project') }} as project_id,

    ---------- text
    coalesce(
        {{ erpnext_text('raw', 'customer_name') }},
        {{ erpnext_text('raw', 'supplier_name') }}
    ) as party_name,
    {{ erpnext_text('raw', 'status') }} as status,
    {{ erpnext_text('raw', 'po_no') }} as reference,
    {{ erpnext_text('raw', 'bill_no') }} as bill_number,
    {{ erpnext_text('raw', 'remarks') }} as remarks,
    {{ erpnext_text('raw', 'currency') }} as currency_code,
    {{ erpnext_text('raw', 'party_account_currency') }} as party_currency_code,

    ---------- amounts
    {{ json_money('raw', 'net_total') }} as net_amount,
    {{ json_money('raw', 'total_taxes_and_charges') }} as tax_amount,
    {{ json_money('raw', 'grand_total') }} as grand_total_amount,
    {{ json_money('raw', 'rounded_total') }} as rounded_total_amount,
    {{ json_money('raw', 'rounding_adjustment') }} as rounding_adjustment_amount,
    {{ json_money('raw', 'discount_amount') }} as discount_amount,
    {{ json_money('raw', 'outstanding_amount') }} as outstanding_amount,
    {{ json_money('raw', 'paid_amount') }} as paid_amount,
    {{ json_money('raw', 'write_off_amount') }} as write_off_amount,
    {{ json_money('raw', 'base_net_total') }} as net_amount_base,
    {{ json_money('raw', 'base_total_taxes_and_charges') }} as tax_amount_base,
    {{ json_money('raw', 'base_grand_total') }} as grand_total_amount_base,
    {{ json_money('raw', 'base_rounded_total') }} as rounded_total_amount_base,
    {{ json_money('raw', 'base_paid_amount') }} as paid_amount_base,

    ---------- measures
    {{ json_measure('raw', 'conversion_rate') }} as exchange_rate,
    {{ json_integer('raw', 'docstatus') }} as docstatus,

    ---------- booleans
    {{ erpnext_check('raw', 'is_return') }} as is_return,
    {{ erpnext_check('raw', 'is_pos') }} as is_pos,
    {{ erpnext_check('raw', 'is_paid') }} as is_paid,
    {{ erpnext_check('raw', 'is_consolidated') }} as is_consolidated,
    {{ erpnext_check('raw', 'is_opening') }} as is_opening,
    {{ erpnext_check('raw', 'update_outstanding_for_self') }}
        as updates_own_outstanding,
    is_deleted,

    ---------- dates
    {{ try_date(json_text('raw', 'posting_date')) }} as issue_date,
    {{ try_date(json_text('raw', 'due_date')) }} as due_date,

    ---------- timestamps
    {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
    ingestion_time,

    ---------- underscored
    {{ uncast_fields('raw', {
        'net_total': 'try_money',
        'total_taxes_and_charges': 'try_money',
        'grand_total': 'try_money',
        'rounded_total': 'try_money',
        'rounding_adjustment': 'try_money',
        'discount_amount': 'try_money',
        'outstanding_amount': 'try_money',
        'paid_amount': 'try_money',
        'write_off_amount': 'try_money',
        'base_net_total': 'try_money',
        'base_total_taxes_and_charges': 'try_money',
        'base_grand_total': 'try_money',
        'base_rounded_total': 'try_money',
        'base_paid_amount': 'try_money',
        'conversion_rate': 'try_measure',
        'docstatus': 'try_integer',
        'posting_date': 'try_date',
        'due_date': 'try_date',
        'modified': 'erpnext_timestamp',
    }) }} as _uncast_fields

from {{ latest_version(
    source('erpnext', 'documents'),
    "versions.doctype in ('Sales Invoice', 'POS Invoice', 'Purchase Invoice')"
) }}
