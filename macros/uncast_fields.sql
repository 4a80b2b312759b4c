{#- The names of the payload fields that hold a text which will not cast, in one text;
    null when all do. The value itself is null in its column and a test names the record,
    so that one bad value breaks no build. fields: {path: name of the macro that casts}. -#}
{% macro uncast_fields(json, fields) -%}
    nullif(
        {%- for path, cast_text in fields.items() %}
        case
            when
                {{ json_text(json, path) }} <> ''
                and {{ context[cast_text](json_text(json, path)) }} is null
                then '{{ path }} '
            else ''
        end
        {%- if not loop.last %} || {% endif %}
        {%- endfor %},
        ''
    )
{%- endmacro %}
