{#- The text at a dotted path of a JSON value; null when it is absent or JSON null. -#}
{% macro json_text(json, path) -%}
    {{ adapter.dispatch('json_text', 'countinghouse')(json, path) }}
{%- endmacro %}

{#- Parenthesised: beside `and`, `is null` or `||` DuckDB's arrow binds the wrong way. -#}
{% macro default__json_text(json, path) -%}
    ({{ json }} ->> '{{ json_path(path) }}')
{%- endmacro %}

{% macro postgres__json_text(json, path) -%}
    ({{ json }} #>> '{"{{ path.split('.') | join('","') }}"}')
{%- endmacro %}

{% macro bigquery__json_text(json, path) -%}
    json_value({{ json }}, '{{ json_path(path) }}')
{%- endmacro %}
