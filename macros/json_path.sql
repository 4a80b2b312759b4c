{#- A dotted path as JSONPath, names quoted and positions in brackets:
    Tracking.0.Option is $."Tracking"[0]."Option". -#}
{% macro json_path(path) -%}
    $
    {%- for part in path.split('.') -%}
        {{- '[' ~ part ~ ']' if part.isdigit() else '."' ~ part ~ '"' -}}
    {%- endfor -%}
{%- endmacro %}
