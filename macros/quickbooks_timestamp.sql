{#- The UTC instant of a QuickBooks timestamp, `2026-06-30T18:00:00-07:00`, which carries
    its offset; null when it is not one. -#}
{% macro quickbooks_timestamp(text) -%}
    {{ adapter.dispatch('quickbooks_timestamp', 'countinghouse')(
        text,
        '^[1-9][0-9]{3}-[0-1][0-9]-[0-3][0-9]T(?:[0-1][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:[.][0-9]{1,6})?(?:Z|[+-][0-1][0-9]:[0-5][0-9])$'
    ) }}
{%- endmacro %}

{#- Asked for by form first: without an offset it would be read as UTC's. -#}
{% macro default__quickbooks_timestamp(text, pattern) -%}
    cast(
        try_cast(regexp_extract({{ text }}, '{{ pattern }}') as timestamptz)
        at time zone 'UTC' as timestamp
    )
{%- endmacro %}

{#- Postgres has no cast that gives null: asked for by day too. -#}
{% macro postgres__quickbooks_timestamp(text, pattern) -%}
    case
        when {{ try_date(text) }} is not null
            then
                cast(substring({{ text }} from '{{ pattern }}') as timestamptz)
                at time zone 'UTC'
    end
{%- endmacro %}

{% macro bigquery__quickbooks_timestamp(text, pattern) -%}
    safe_cast(regexp_extract({{ text }}, r'{{ pattern }}') as timestamp)
{%- endmacro %}
