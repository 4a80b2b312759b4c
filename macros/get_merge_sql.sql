{#- The statement by which BigQuery puts new rows into an incremental table: rows of the
    keys that it brings anew are deleted, then all are inserted, as delete+insert does
    elsewhere; dbt's own would keep the lines that a document has lost, and ask for keys
    that no two new rows share. One statement, so that no reader sees half of it: a row
    to insert matches nothing, a key to delete comes without a row. -#}
{% macro get_merge_sql(target, source, unique_key) -%}
    {%- set names = varargs[0] | map(attribute='name') | list -%}
    merge into {{ target }} as held
    using (
        select
            cast(null as {{ dbt.type_string() }}) as _brought_anew,
            brought.*
        from {{ source }} as brought
        union all
        select
            keys.{{ unique_key }} as _brought_anew,
            {%- for name in names %}
            null as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from (select distinct {{ unique_key }} from {{ source }} as brought) as keys
    ) as brought
    on held.{{ unique_key }} = brought._brought_anew
    when matched then delete
    when not matched and brought._brought_anew is null
        then insert ({{ names | join(', ') }})
        values (
            {%- for name in names %}
            brought.{{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
{%- endmacro %}
