{#- The aging bucket of a number of days past the due date, by the var aging_buckets. -#}
{% macro aging_bucket(days_overdue) -%}
    {%- set bounds = var('aging_buckets') -%}
    case
        when {{ days_overdue }} <= 0 then 'not due'
        {%- for bound in bounds %}
        when {{ days_overdue }} <= {{ bound }}
            then '{{ (bounds[loop.index0 - 1] if loop.index0 else 0) + 1 }}-{{ bound }}'
        {%- endfor %}
        else 'over {{ bounds | last }}'
    end
{%- endmacro %}
