{#- The types of a seed's columns, in the words of the warehouse. -#}
{% macro seed_types(model) -%}
    {%- set types = {} -%}
    {%- for column, type in model['config']['column_types'].items() -%}
        {%- do types.update({column: api.Column.translate_type(type)}) -%}
    {%- endfor -%}
    {{ return(types) }}
{%- endmacro %}
