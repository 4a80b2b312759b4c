{#- The date at the head of a text (year-month-day, a time may follow); null when there is
    no such day. -#}
{% macro try_date(text) -%}
    {{ adapter.dispatch('try_date', 'countinghouse')(text) }}
{%- endmacro %}

{#- Asked for by form first: left to itself DuckDB reads 2026/6/3 and `epoch` too. -#}
{% macro default__try_date(text) -%}
    try_cast(
        regexp_extract({{ text }}, '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}') as date
    )
{%- endmacro %}

{#- Postgres has no cast that gives null: days are counted from the month's first, and a
    day that the month does not have lands in another month. -#}
{% macro postgres__try_date(text) -%}
    {%- set form = "'^([1-9][0-9]{3}-(?:0[1-9]|1[0-2]))(?=-[0-3][0-9])'" -%}
    {%- set month = "substring(" ~ text ~ " from " ~ form ~ ")" -%}
    {%- set day = "cast(" ~ month ~ " || '-01' as date)"
        ~ " + cast(substring(" ~ text ~ " from '^[0-9]{4}-[0-9]{2}-([0-3][0-9])') as int) - 1" -%}
    case when to_char({{ day }}, 'YYYY-MM') = {{ month }} then {{ day }} end
{%- endmacro %}

{% macro bigquery__try_date(text) -%}
    safe_cast(
        regexp_extract({{ text }}, r'^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}') as date
    )
{%- endmacro %}
