{#- The yes or no at a dotted path of an ERPNext record: 1 or Yes, 0 or No; null when
    absent. -#}
{% macro erpnext_check(json, path) -%}
    case {{ json_text(json, path) }}
        when '1' then true
        when 'Yes' then true
        when '0' then false
        when 'No' then false
    end
{%- endmacro %}
