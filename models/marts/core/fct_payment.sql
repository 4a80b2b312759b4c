-- A view: it adds nothing to the table it reads.
{{ config(materialized='view') }}

with

payments as (

    select * from {{ ref('int_payments__allocated') }}

)

select * from payments
