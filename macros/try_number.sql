{#- A text as an exact number with ten decimal places; null when it is not one, or has
    more than whole_digits digits before the point. Plain digits only, as raw holds them:
    what one warehouse reads leniently another refuses. -#}
{% macro try_number(text, whole_digits=28) -%}
    {{ adapter.dispatch('try_number', 'countinghouse')(
        text, '^[+-]?[0-9]{1,' ~ whole_digits ~ '}(?:[.][0-9]+)?$'
    ) }}
{%- endmacro %}

{% macro default__try_number(text, pattern) -%}
    try_cast(regexp_extract({{ text }}, '{{ pattern }}') as numeric(38, 10))
{%- endmacro %}

{#- Postgres has no cast that gives null, so the text is looked at first. -#}
{% macro postgres__try_number(text, pattern) -%}
    cast(substring({{ text }} from '{{ pattern }}') as numeric(38, 10))
{%- endmacro %}

{% macro bigquery__try_number(text, pattern) -%}
    round(safe_cast(regexp_extract({{ text }}, r'{{ pattern }}') as bignumeric), 10)
{%- endmacro %}
