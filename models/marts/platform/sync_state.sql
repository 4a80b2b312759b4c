with

states as (

    select * from {{ ref('stg_countinghouse__sync_state') }}

)

select * from states
