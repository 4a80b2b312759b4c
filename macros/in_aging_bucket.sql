{#- The sum of an amount over the items of one aging bucket. -#}
{% macro in_aging_bucket(amount, number) -%}
    {{ money(
        'sum(case when aging_bucket_number = ' ~ number ~ ' then ' ~ amount ~ ' else 0 end)'
    ) }}
{%- endmacro %}
