with

parties as (

    select * from {{ ref('int_parties__unmatched') }}

)

select * from parties
