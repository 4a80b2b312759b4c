{#- The key of the member that stands for a party which the vendor never sent. -#}
{% macro unknown_party_key(entity_key, ledger) -%}
    {{ surrogate_key(["'unknown'", entity_key, ledger]) }}
{%- endmacro %}
