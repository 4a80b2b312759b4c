{#- A time of an ERPNext site, `2026-11-18 16:20:31.554012`, with or without fractions: the
    site's own wall clock, which names no zone. Null when it is something else. -#}
{% macro erpnext_timestamp(text) -%}
    {{ adapter.dispatch('erpnext_timestamp', 'countinghouse')(
        text,
        '^[1-9][0-9]{3}-[0-1][0-9]-[0-3][0-9] (?:[0-1][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:[.][0-9]{1,6})?$'
    ) }}
{%- endmacro %}

{% macro default__erpnext_timestamp(text, pattern) -%}
    try_cast(regexp_extract({{ text }}, '{{ pattern }}') as timestamp)
{%- endmacro %}

{#- Postgres has no cast that gives null: asked for by form and by day first. -#}
{% macro postgres__erpnext_timestamp(text, pattern) -%}
    case
        when {{ try_date(text) }} is not null
            then cast(substring({{ text }} from '{{ pattern }}') as timestamp)
    end
{%- endmacro %}

{#- Its TIMESTAMP is an instant; that of a wall clock stands for the same time in UTC. -#}
{% macro bigquery__erpnext_timestamp(text, pattern) -%}
    safe_cast(regexp_extract({{ text }}, r'{{ pattern }}') as timestamp)
{%- endmacro %}
