{#- A JSON value as JSON text. Order of members and blanks are the warehouse's own. -#}
{% macro json_as_text(json) -%}
    {{ adapter.dispatch('json_as_text', 'countinghouse')(json) }}
{%- endmacro %}

{% macro default__json_as_text(json) -%}
    cast({{ json }} as {{ dbt.type_string() }})
{%- endmacro %}

{#- BigQuery casts no JSON. -#}
{% macro bigquery__json_as_text(json) -%}
    to_json_string({{ json }})
{%- endmacro %}
