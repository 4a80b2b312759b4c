{#- Our key of a vendor's record: source, connection, kind of record, vendor's id. The
    connection is taken from the table that the id is qualified with, if any. -#}
{% macro source_key(source_system, object_type, vendor_id) -%}
    {%- set table, dot, _ = vendor_id.rpartition('.') -%}
    {{ surrogate_key([
        "'" ~ source_system ~ "'",
        table ~ dot ~ 'connection',
        "'" ~ object_type ~ "'",
        vendor_id,
    ]) }}
{%- endmacro %}
