{#- An amount in the books' own currency, to the cent, half away from zero.
    rate is the name of a row's rate columns: <rate>_multiplier and <rate>_divisor (Xero
    divides by its rate, QuickBooks multiplies; neither is turned into the other, as
    1 / 0.6 has no exact form). DuckDB divides decimals as DOUBLE, which misrounds up to
    18 % of amounts unless the quotient is first cast to eight places. -#}
{% macro to_base(amount, rate='rate') -%}
    {{ money(
        'round(cast((' ~ amount ~ ') * ' ~ rate ~ '_multiplier / '
        ~ rate ~ '_divisor as numeric(28, 8)), 2)'
    ) }}
{%- endmacro %}
