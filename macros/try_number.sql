{#- A text as an exact number with ten decimal places; null when it is not one. -#}
{% macro try_number(text) -%}
    {{ adapter.dispatch('try_number', 'countinghouse')(text) }}
{%- endmacro %}

{% macro default__try_number(text) -%}
    try_cast({{ text }} as numeric(38, 10))
{%- endmacro %}

{#- Postgres has no cast that gives null, so the text is looked at first. -#}
{% macro postgres__try_number(text) -%}
    cast(
        substring({{ text }} from '^[+-]?[0-9]+\.?[0-9]*$') as numeric(38, 10)
    )
{%- endmacro %}

{% macro bigquery__try_number(text) -%}
    safe_cast({{ text }} as bignumeric)
{%- endmacro %}
