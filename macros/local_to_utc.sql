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

{#- An hour that a clock passes twice is the first for BigQuery, the second for others;
    seen from an hour later it is the second. -#}
{% macro bigquery__local_to_utc(timestamp, time_zone) -%}
    {%- set later = 'timestamp_add(' ~ timestamp ~ ', interval 1 hour)' -%}
    greatest(
        {{ bigquery__instant_in_zone(timestamp, time_zone) }},
        timestamp_sub(
            {{ bigquery__instant_in_zone(later, time_zone) }}, interval 1 hour
        )
    )
{%- endmacro %}

{% macro bigquery__instant_in_zone(timestamp, time_zone) -%}
    safe_cast(
        cast(datetime({{ timestamp }}) as string) || ' ' || {{ time_zone }} as timestamp
    )
{%- endmacro %}
