{#- The part of a text that the pattern's only group matches; null when it does not. -#}
{% macro regex_extract(text, pattern) -%}
    {{ adapter.dispatch('regex_extract', 'countinghouse')(text, pattern) }}
{%- endmacro %}

{#- DuckDB gives an empty text where others give null. -#}
{% macro default__regex_extract(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', 1), '')
{%- endmacro %}

{% macro postgres__regex_extract(text, pattern) -%}
    substring({{ text }} from '{{ pattern }}')
{%- endmacro %}

{% macro bigquery__regex_extract(text, pattern) -%}
    regexp_extract({{ text }}, r'{{ pattern }}')
{%- endmacro %}
