{#- Our key of the company that keeps the books: source, connection and the vendor's
    company in it, which is empty where a connection is one company. -#}
{% macro company_key(source_system, connection='connection', company_code="''") -%}
    {{ surrogate_key(["'" ~ source_system ~ "'", connection, company_code]) }}
{%- endmacro %}
