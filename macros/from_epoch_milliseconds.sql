{#- The UTC instant so many milliseconds after 1970 began. -#}
{% macro from_epoch_milliseconds(milliseconds) -%}
    {{ adapter.dispatch('from_epoch_milliseconds', 'countinghouse')(milliseconds) }}
{%- endmacro %}

{% macro default__from_epoch_milliseconds(milliseconds) -%}
    (timestamp '1970-01-01 00:00:00' + to_milliseconds({{ milliseconds }}))
{%- endmacro %}

{% macro postgres__from_epoch_milliseconds(milliseconds) -%}
    (timestamp '1970-01-01 00:00:00' + ({{ milliseconds }}) * interval '1 millisecond')
{%- endmacro %}

{% macro bigquery__from_epoch_milliseconds(milliseconds) -%}
    timestamp_millis({{ milliseconds }})
{%- endmacro %}
