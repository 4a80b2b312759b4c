{#- The dotted paths that this model reads in `raw`: the texts that stand behind it in
    calls, as in json_money('raw', 'Total'). -#}
{% macro paths_in_raw() -%}
    {%- set call = "['\"]raw['\"],\\s*['\"]([^'\"]+)['\"]" -%}
    {{ return(modules.re.findall(call, model.raw_code) | unique | list) }}
{%- endmacro %}
