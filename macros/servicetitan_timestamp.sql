{#- The UTC instant of a ServiceTitan timestamp, which carries its offset and up to seven
    digits of a second: what is past the sixth is cut off. Null when it is not one. -#}
{% macro servicetitan_timestamp(text) -%}
    {{ quickbooks_timestamp(
        '('
        ~ regex_extract(text, '^([0-9-]+T[0-9:]+(?:[.][0-9]{1,6})?)') ~ ' || '
        ~ regex_extract(text, '(Z|[+-][0-9]{2}:[0-9]{2})$')
        ~ ')'
    ) }}
{%- endmacro %}
