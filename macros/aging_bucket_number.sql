{#- The order of an aging bucket: 0 for not due, 1 for the first overdue one, and so on. -#}
{% macro aging_bucket_number(days_overdue) -%}
    case
        when {{ days_overdue }} <= 0 then 0
        {%- for bound in var('aging_buckets') %}
        when {{ days_overdue }} <= {{ bound }} then {{ loop.index }}
        {%- endfor %}
        else {{ var('aging_buckets') | length + 1 }}
    end
{%- endmacro %}
