{#- Dotted paths as the nested structure that DuckDB's from_json asks for, every value a
    text: Contact.Name and Tracking.0.Option are
    {"Contact": {"Name": "VARCHAR"}, "Tracking": [{"Option": "VARCHAR"}]}. -#}
{% macro json_structure(paths) -%}
    {%- set members = {} -%}
    {%- for path in paths if path -%}
        {%- set name, _, rest = path.partition('.') -%}
        {%- do members.setdefault('' if name.isdigit() else name, []).append(rest) -%}
    {%- endfor -%}
    {%- if not members -%}
        "VARCHAR"
    {%- elif '' in members -%}
        [{{ json_structure(members['']) }}]
    {%- else -%}
        {
        {%- for name, rests in members.items() -%}
            "{{ name }}": {{ json_structure(rests) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
        }
    {%- endif -%}
{%- endmacro %}
