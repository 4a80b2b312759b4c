with

customers as (

    select * from {{ ref('stg_reckon__customers') }}

),

conformed as (

    select
        {{ source_key('reckon', 'customer', 'customer_id') }} as party_key,
        {{ company_key('reckon') }} as company_key,
        cast('reckon' as {{ dbt.type_string() }}) as source_system,
        connection,
        -- what Reckon tells of suppliers is not exported
        cast('receivable' as {{ dbt.type_string() }}) as ledger,
        customer_id as party_id,
        customer_name as party_name,
        account_number as party_number,
        {{ regex_extract('customer_id', '^(.*):[^:]*$') }} as parent_party_id,
        {{ regex_extract('customer_name', '^(.*):[^:]*$') }} as parent_party_name,
        customer_type as party_group,
        state as territory,
        cast(null as {{ dbt.type_string() }}) as currency_code,
        coalesce(lower(active_status), 'active') = 'active' and not is_deleted
            as is_active,
        cast(null as {{ dbt.type_timestamp() }}) as updated_at

    from customers

)

select * from conformed
