with

source as (

    select * from {{ source('countinghouse', 'sync_state') }}

),

renamed as (

    select

        ---------- keys
        source.source as source_system,
        connection,
        resource as resource_name,
        vendor_company_id,

        ---------- text
        vendor_company_name,
        cursor as cursor_text,

        ---------- booleans
        is_sandbox,

        ---------- timestamps
        last_success_at,
        last_whole_at

    from source

)

select * from renamed
