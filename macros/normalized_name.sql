{#- A name, or a path of names, as it is compared: in one Unicode form, small letters,
    single spaces, none around the colons of a path. -#}
{% macro normalized_name(name) -%}
    {{ adapter.dispatch('normalized_name', 'countinghouse')(name) }}
{%- endmacro %}

{% macro default__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(lower(nfc_normalize({{ name }})), '\s+', ' ', 'g'),
        ' ?: ?', ':', 'g'
    ))
{%- endmacro %}

{#- A database in the C locale knows no small É, hence the collation; the result has the
    database's own again, or it could be joined with nothing. -#}
{% macro postgres__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(
            lower(normalize({{ name }}, nfc) collate "und-x-icu"), '\s+', ' ', 'g'
        ),
        ' ?: ?', ':', 'g'
    )) collate "default"
{%- endmacro %}

{% macro bigquery__normalized_name(name) -%}
    trim(regexp_replace(
        regexp_replace(lower(normalize({{ name }}, nfc)), r'\s+', ' '),
        r' ?: ?', ':'
    ))
{%- endmacro %}
