-- A view: it adds nothing to the contracted tables it reads.
{{ config(materialized='view') }}

with

xero as (

    select * from {{ ref('int_document_lines__xero') }}

),

reckon as (

    select * from {{ ref('int_document_lines__reckon') }}

),

quickbooks as (

    select * from {{ ref('int_document_lines__quickbooks') }}

),

erpnext as (

    select * from {{ ref('int_document_lines__erpnext') }}

),

unioned as (

    select * from xero
    union all
    select * from reckon
    union all
    select * from quickbooks
    union all
    select * from erpnext

)

select * from unioned
