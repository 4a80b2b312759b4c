{#- The dotted paths that this model reads in `raw`: the texts that stand behind it in
    calls, as in json_money('raw', 'Total'). One that leads through an object or a list of
    which the model reads a part is left out: it is no single text. -#}
{% macro paths_in_raw() -%}
    {%- set call = "['\"]raw['\"],\\s*['\"]([^'\"]+)['\"]" -%}
    {%- set paths = modules.re.findall(call, model.raw_code) | unique | list -%}
    {%- set parents = [] -%}
    {%- for path in paths if '.' in path -%}
        {%- set parts = path.split('.') -%}
        {%- for end in range(1, parts | length) -%}
            {%- do parents.append(parts[:end] | join('.')) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(paths | reject('in', parents) | list) }}
{%- endmacro %}
