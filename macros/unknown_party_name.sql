{#- The name of the member that stands for a party which the vendor never sent. -#}
{% macro unknown_party_name(ledger) -%}
    case when {{ ledger }} = 'receivable' then 'Unknown customer' else 'Unknown supplier' end
{%- endmacro %}
