{#- Schemas are named exactly as configured, after WAREHOUSE_SCHEMA_PREFIX if it is set:
    CI and people then share one warehouse without meeting. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ env_var('WAREHOUSE_SCHEMA_PREFIX', '') }}
    {{- custom_schema_name if custom_schema_name else target.schema }}
{%- endmacro %}
