-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_accounts__xero') }}

),

quickbooks as (

    select * from {{ ref('int_accounts__quickbooks') }}

),

unioned as (

    select * from xero
    union all
    select * from quickbooks

)

select * from unioned
