{#- A Xero business date: `2018-10-20T00:00:00`, or midnight UTC of the local calendar
    date as `/Date(...)/`. Never converted to the organisation's zone: west of UTC that
    would lose a day. -#}
{% macro xero_date(text) -%}
    case
        when {{ text }} like '/Date(%' then cast({{ xero_timestamp(text) }} as date)
        else {{ try_date(text) }}
    end
{%- endmacro %}
