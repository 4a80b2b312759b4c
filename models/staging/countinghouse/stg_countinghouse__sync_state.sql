-- A column is called like the CTE, so each says whose it is.
with

source as (

    select * from {{ source('countinghouse', 'sync_state') }}

),

renamed as (

    select

        ---------- keys
        source.source as source_system,
        source.connection,
        source.resource as resource_name,
        source.vendor_company_id,

        ---------- text
        source.vendor_company_name,
        source.cursor as cursor_text,

        ---------- booleans
        source.is_sandbox,

        ---------- timestamps
        source.last_success_at,
        source.last_whole_at

    from source

)

select * from renamed
