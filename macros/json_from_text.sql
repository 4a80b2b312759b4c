{#- A column of text that holds JSON, as JSON. -#}
{% macro json_from_text(text) -%}
    {{ adapter.dispatch('json_from_text', 'countinghouse')(text) }}
{%- endmacro %}

{% macro default__json_from_text(text) -%}
    cast({{ text }} as json)
{%- endmacro %}

{% macro postgres__json_from_text(text) -%}
    cast({{ text }} as jsonb)
{%- endmacro %}

{% macro bigquery__json_from_text(text) -%}
    parse_json({{ text }})
{%- endmacro %}
