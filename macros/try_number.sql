{#- A text as an exact number, rounded once to so many decimal places; null when it is not
    one, or has more than whole_digits digits before the point. Plain digits only, as raw
    holds them: what one warehouse reads leniently another refuses. -#}
{% macro try_number(text, whole_digits=28, places=10) -%}
    {{ adapter.dispatch('try_number', 'countinghouse')(
        text, '^[+-]?[0-9]{1,' ~ whole_digits ~ '}(?:[.][0-9]+)?$', places
    ) }}
{%- endmacro %}

{#- 18 digits fit into 64 bits, which DuckDB reads a hundred times faster than 128: so
    only what does not fit is read the long way. -#}
{% macro default__try_number(text, pattern, places) -%}
    {%- set number = "regexp_extract(" ~ text ~ ", '" ~ pattern ~ "')" -%}
    coalesce(
        try_cast({{ number }} as numeric(18, {{ places }})),
        try_cast({{ number }} as numeric(38, {{ places }}))
    )
{%- endmacro %}

{#- Postgres has no cast that gives null, so the text is looked at first. -#}
{% macro postgres__try_number(text, pattern, places) -%}
    cast(substring({{ text }} from '{{ pattern }}') as numeric(38, {{ places }}))
{%- endmacro %}

{% macro bigquery__try_number(text, pattern, places) -%}
    round(
        safe_cast(regexp_extract({{ text }}, r'{{ pattern }}') as bignumeric),
        {{ places }}
    )
{%- endmacro %}
