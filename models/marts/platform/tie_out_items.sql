with

items as (

    select * from {{ ref('int_tie_outs__items') }}

),

differing as (

    select * from items

    where likely_reason is not null

)

select * from differing
