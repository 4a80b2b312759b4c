{#- The text at a dotted path of a JSON value; null when it is absent or JSON null. -#}
{% macro json_text(json, path) -%}
    {{ adapter.dispatch('json_text', 'countinghouse')(json, path) }}
{%- endmacro %}

{#- `raw` has been parsed where it comes from (parsed_raw), as far as its paths stand in
    the model's own text; one that leads on to others is no single text there. -#}
{% macro duckdb__json_text(json, path) -%}
    {%- set leads_on = modules.re.search("['\"]" ~ path ~ "[.]", model.raw_code) -%}
    {%- if json == 'raw' and path in paths_in_raw() and not leads_on -%}
        parsed
        {%- for part in path.split('.') -%}
            {{- '[' ~ (part | int + 1) ~ ']' if part.isdigit() else "['" ~ part ~ "']" -}}
        {%- endfor -%}
    {%- else -%}
        {#- parenthesised: beside `and`, `is null` or `||` its arrow binds the wrong way -#}
        ({{ json }} ->> '{{ json_path(path) }}')
    {%- endif -%}
{%- endmacro %}

{% macro postgres__json_text(json, path) -%}
    ({{ json }} #>> '{"{{ path.split('.') | join('","') }}"}')
{%- endmacro %}

{% macro bigquery__json_text(json, path) -%}
    json_value({{ json }}, '{{ json_path(path) }}')
{%- endmacro %}
