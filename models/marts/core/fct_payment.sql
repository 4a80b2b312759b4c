with

payments as (

    select * from {{ ref('int_payments__allocated') }}

)

select * from payments
