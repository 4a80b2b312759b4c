-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_entities__xero') }}

),

reckon as (

    select * from {{ ref('int_entities__reckon') }}

),

quickbooks as (

    select * from {{ ref('int_entities__quickbooks') }}

),

erpnext as (

    select * from {{ ref('int_entities__erpnext') }}

),

servicetitan as (

    select * from {{ ref('int_entities__servicetitan') }}

),

unioned as (

    select * from xero
    union all
    select * from reckon
    union all
    select * from quickbooks
    union all
    select * from erpnext
    union all
    select * from servicetitan

)

select * from unioned
