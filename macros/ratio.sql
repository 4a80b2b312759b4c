{#- A quotient as an exact fraction with six decimal places; null where the divisor is
    zero or null. -#}
{% macro ratio(dividend, divisor) -%}
    cast(
        round(
            cast(
                cast({{ dividend }} as numeric(28, 8)) / nullif({{ divisor }}, 0)
                as numeric(28, 8)
            ),
            6
        ) as numeric(19, 6)
    )
{%- endmacro %}
