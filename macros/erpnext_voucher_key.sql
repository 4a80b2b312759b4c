{#- Our key of an ERPNext voucher: its doctype and name. -#}
{% macro erpnext_voucher_key(voucher_type, voucher_id, connection='connection') -%}
    {{ surrogate_key(["'erpnext'", connection, voucher_type, voucher_id]) }}
{%- endmacro %}
