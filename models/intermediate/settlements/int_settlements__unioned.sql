-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_settlements__xero') }}

),

unioned as (

    select * from xero

)

select * from unioned
