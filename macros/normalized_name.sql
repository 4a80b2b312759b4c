{#- A name, or a path of names, as it is compared: in one Unicode form, small letters,
    single spaces (a no-break space is one), none around the colons of a path. -#}
{% macro normalized_name(name) -%}
    {{ adapter.dispatch('normalized_name', 'countinghouse')(name) }}
{%- endmacro %}

{#- Spaces are listed: what else counts as one differs by collation. -#}
{% macro default__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(
            lower(replace(nfc_normalize({{ name }}), chr(160), ' ')),
            '[ \t\r\n]+', ' ', 'g'
        ),
        ' ?: ?', ':', 'g'
    ))
{%- endmacro %}

{#- A database in the C locale knows no small É, hence the collation; the result has the
    database's own again, or it could be joined with nothing. -#}
{% macro postgres__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(
            lower(
                replace(normalize({{ name }}, nfc), chr(160), ' ') collate "und-x-icu"
            ),
            '[ \t\r\n]+', ' ', 'g'
        ),
        ' ?: ?', ':', 'g'
    )) collate "default"
{%- endmacro %}

{% macro bigquery__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(
            lower(replace(normalize({{ name }}, nfc), code_points_to_string([160]), ' ')),
            r'[ \t\r\n]+', ' '
        ),
        r' ?: ?', ':'
    ))
{%- endmacro %}
