{#- A Xero instant, `/Date(1552326816230+0000)/`: milliseconds since 1970 in UTC. Null
    when it is something else, or lies beyond the year 5138. -#}
{% macro xero_timestamp(text) -%}
    {{ from_epoch_milliseconds(
        'cast(' ~ regex_extract(text, '^/Date[(](-?[0-9]{1,14})(?:[+-][0-9]{4})?[)]/$')
        ~ ' as ' ~ dbt.type_bigint() ~ ')'
    ) }}
{%- endmacro %}
