{#- Our key of a row's business unit in ServiceTitan: by its id, which stays; by what the
    row calls it where that is nobody's name, or two units'. -#}
{% macro business_unit_key(business_unit_name="''") -%}
    {{ source_key(
        'servicetitan',
        'business_unit',
        "coalesce(business_unit_id, 'called ' || " ~ business_unit_name ~ ")"
    ) }}
{%- endmacro %}
