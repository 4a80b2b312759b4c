{#- An amount in the books' own currency, to the cent, half away from zero.
    rate is the name of a row's rate columns: <rate>_multiplier and <rate>_divisor (Xero
    divides by its rate, QuickBooks multiplies; neither is turned into the other, as
    1 / 0.6 has no exact form). -#}
{% macro to_base(amount, rate='rate') -%}
    {{ adapter.dispatch('to_base', 'countinghouse')(
        amount, rate ~ '_multiplier', rate ~ '_divisor'
    ) }}
{%- endmacro %}

{#- DuckDB divides decimals as DOUBLE, which misrounds: so whole numbers are divided.
    In ten-thousandths and ten-billionths, cents are (2am + 100d) // 200d. -#}
{% macro default__to_base(amount, multiplier, divisor) -%}
    {%- set a = 'cast(abs(' ~ amount ~ ') * 10000 as hugeint)' -%}
    {%- set m = 'cast(' ~ multiplier ~ ' * 10000000000 as hugeint)' -%}
    {%- set d = 'cast(' ~ divisor ~ ' * 10000000000 as hugeint)' -%}
    {#- most amounts are in the base currency, where nothing is to divide -#}
    case
        when {{ multiplier }} = {{ divisor }}
            then {{ money('round(' ~ amount ~ ', 2)') }}
        else cast(
            sign({{ amount }}) * cast(
                (2 * {{ a }} * {{ m }} + 100 * {{ d }}) // (200 * {{ d }})
                as numeric(17, 0)
            ) * cast(0.01 as numeric(3, 2)) as numeric(19, 4)
        )
    end
{%- endmacro %}

{% macro postgres__to_base(amount, multiplier, divisor) -%}
    {{ money('round((' ~ amount ~ ') * ' ~ multiplier ~ ' / ' ~ divisor ~ ', 2)') }}
{%- endmacro %}

{% macro bigquery__to_base(amount, multiplier, divisor) -%}
    {{ money(
        'round(cast(' ~ amount ~ ' as bignumeric) * ' ~ multiplier ~ ' / ' ~ divisor ~ ', 2)'
    ) }}
{%- endmacro %}
