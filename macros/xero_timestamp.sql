{#- A Xero instant, `/Date(1552326816230+0000)/`: milliseconds since 1970 in UTC. -#}
{% macro xero_timestamp(text) -%}
    {{ from_epoch_milliseconds(
        'cast(' ~ regex_extract(text, '^/Date[(](-?[0-9]+)') ~ ' as ' ~ dbt.type_bigint() ~ ')'
    ) }}
{%- endmacro %}
