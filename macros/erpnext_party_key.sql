{#- Our key of a party of an ERPNext company: a site's companies share its customers, and
    each of them is owed by itself. Connection and company are taken from the table that
    the id is qualified with, if any. -#}
{% macro erpnext_party_key(party_type, party_id) -%}
    {%- set table, dot, _ = party_id.rpartition('.') -%}
    {{ surrogate_key([
        "'erpnext'",
        table ~ dot ~ 'connection',
        table ~ dot ~ 'company_id',
        party_type,
        party_id,
    ]) }}
{%- endmacro %}
