-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_products__xero') }}

),

reckon as (

    select * from {{ ref('int_products__reckon') }}

),

unioned as (

    select * from xero
    union all
    select * from reckon

)

select * from unioned
