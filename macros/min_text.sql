{#- The first of a group's texts, in the order of their bytes: which one that is must not
    hang on a database's collation. -#}
{% macro min_text(text) -%}
    {{ adapter.dispatch('min_text', 'countinghouse')(text) }}
{%- endmacro %}

{% macro default__min_text(text) -%}
    min({{ text }})
{%- endmacro %}

{#- The result has the database's own collation again, or it could be joined with
    nothing. -#}
{% macro postgres__min_text(text) -%}
    min({{ text }} collate "C") collate "default"
{%- endmacro %}
