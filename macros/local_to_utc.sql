{#- The UTC instant of a wall clock's time in an IANA time zone; null without a zone, or
    when the warehouse knows none of that name. -#}
{% macro local_to_utc(timestamp, time_zone) -%}
    {{ adapter.dispatch('local_to_utc', 'countinghouse')(timestamp, time_zone) }}
{%- endmacro %}

{#- An unknown zone would end the query, hence the list. -#}
{% macro default__local_to_utc(timestamp, time_zone) -%}
    case
        when {{ time_zone }} in (select zones.name from pg_timezone_names() as zones)
            then {{ timestamp }} at time zone {{ time_zone }} at time zone 'UTC'
    end
{%- endmacro %}

{% macro bigquery__local_to_utc(timestamp, time_zone) -%}
    safe.timestamp(datetime({{ timestamp }}), {{ time_zone }})
{%- endmacro %}
