{#- What tells one transaction of a Reckon file from another: its Trans #, or, where the
    report had none, its type, date, number and customer together. -#}
{% macro reckon_transaction_id(json) -%}
    coalesce(
        {{ json_text(json, 'trans_no') }},
        {%- for part in ('type', 'date', 'num', 'customer') %}
        coalesce({{ json_text(json, part) }}, '')
        {%- if not loop.last %} || '|' ||{% endif %}
        {%- endfor %}
    )
{%- endmacro %}
