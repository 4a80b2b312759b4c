-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_ledger_lines__xero') }}

),

erpnext as (

    select * from {{ ref('int_ledger_lines__erpnext') }}

),

unioned as (

    select * from xero
    union all
    select * from erpnext

)

select * from unioned
