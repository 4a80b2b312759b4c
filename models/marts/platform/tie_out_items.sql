with

items as (

    select * from {{ ref('int_tie_outs__items') }}

    where likely_reason is not null

),

vouchers as (

    select * from {{ ref('int_tie_outs__vouchers') }}

),

orphans as (

    select * from {{ ref('int_tie_outs__orphans') }}

),

unioned as (

    select * from items
    union all
    select * from vouchers
    union all
    select * from orphans

)

select * from unioned
