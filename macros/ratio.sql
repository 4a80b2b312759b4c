{#- A quotient as an exact fraction with six decimal places, half away from zero; null
    where the divisor is zero or null. -#}
{% macro ratio(dividend, divisor) -%}
    {{ adapter.dispatch('ratio', 'countinghouse')(dividend, divisor) }}
{%- endmacro %}

{#- DuckDB divides decimals as DOUBLE, which misrounds: so whole numbers are divided, in
    hundred-millionths. To the millionth, a / d is (2000000a + d) // 2d of them. -#}
{% macro default__ratio(dividend, divisor) -%}
    {%- set a = 'cast(abs(cast(' ~ dividend ~ ' as numeric(28, 8))) * 100000000 as hugeint)' -%}
    {%- set d = 'cast(abs(cast(' ~ divisor ~ ' as numeric(28, 8))) * 100000000 as hugeint)' -%}
    cast(
        sign({{ dividend }}) * sign({{ divisor }}) * cast(
            (2000000 * {{ a }} + {{ d }}) // nullif(2 * {{ d }}, 0) as numeric(19, 0)
        ) * cast(0.000001 as numeric(7, 6)) as numeric(19, 6)
    )
{%- endmacro %}

{% macro postgres__ratio(dividend, divisor) -%}
    cast(
        round(cast({{ dividend }} as numeric) / nullif({{ divisor }}, 0), 6)
        as numeric(19, 6)
    )
{%- endmacro %}

{% macro bigquery__ratio(dividend, divisor) -%}
    cast(
        round(cast({{ dividend }} as bignumeric) / nullif({{ divisor }}, 0), 6) as numeric
    )
{%- endmacro %}
