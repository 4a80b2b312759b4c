-- Export the customer list again: a customer on a line is not in it. (An item that is
-- in no list is a product all the same, flagged `is_inferred`.)
{{ config(severity='warn') }}

with

lines as (

    select * from {{ ref('int_reckon_sales_lines') }}

    where not is_deleted

),

named as (

    select distinct
        connection,
        customer_name
    from lines
    where customer_name is not null

),

customers as (

    select * from {{ ref('int_parties__reckon') }}

)

select named.*
from named
left join customers
    on
        named.connection = customers.connection
        and named.customer_name = customers.party_id
where customers.party_id is null
