{#- The boolean at a dotted path, whether sent as true or as "true"; null when absent. -#}
{% macro json_boolean(json, path) -%}
    case lower({{ json_text(json, path) }})
        when 'true' then true
        when 'false' then false
    end
{%- endmacro %}
