with

items as (

    select * from {{ ref('int_open_items__compared') }}

    where likely_reason is not null

),

vouchers as (

    select * from {{ ref('int_vouchers__compared') }}

),

orphans as (

    select * from {{ ref('int_documents__orphaned') }}

),

unioned as (

    select * from items
    union all
    select * from vouchers
    union all
    select * from orphans

)

select * from unioned
