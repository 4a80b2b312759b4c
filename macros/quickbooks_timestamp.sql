{#- The UTC instant of a QuickBooks timestamp, which carries its offset; null when it is
    not one. -#}
{% macro quickbooks_timestamp(text) -%}
    {{ adapter.dispatch('quickbooks_timestamp', 'countinghouse')(text) }}
{%- endmacro %}

{% macro default__quickbooks_timestamp(text) -%}
    cast(try_cast({{ text }} as timestamptz) at time zone 'UTC' as timestamp)
{%- endmacro %}

{#- Postgres has no cast that gives null: asked for by form first. -#}
{% macro postgres__quickbooks_timestamp(text) -%}
    case
        when
            {{ text }}
            ~ '^[0-9]{4}-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-1][0-9]:[0-5][0-9])$'
            and {{ postgres__try_date(text) }} is not null
            then cast({{ text }} as timestamptz) at time zone 'UTC'
    end
{%- endmacro %}

{% macro bigquery__quickbooks_timestamp(text) -%}
    safe_cast({{ text }} as timestamp)
{%- endmacro %}
