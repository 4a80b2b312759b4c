with

customers as (

    select * from {{ ref('stg_quickbooks__customers') }}

),

vendors as (

    select * from {{ ref('stg_quickbooks__vendors') }}

),

conformed as (

    -- the full path of names: sub-customers are found through their parents
    select
        {{ source_key('quickbooks', 'customer', 'customers.customer_id') }}
            as party_key,
        {{ company_key('quickbooks', 'customers.connection') }} as company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        customers.connection,
        cast('receivable' as {{ dbt.type_string() }}) as ledger,
        customers.customer_id as party_id,
        coalesce(customers.customer_path, customers.customer_name) as party_name,
        cast(null as {{ dbt.type_string() }}) as party_number,
        customers.parent_customer_id as parent_party_id,
        coalesce(parents.customer_path, parents.customer_name) as parent_party_name,
        customers.customer_type as party_group,
        customers.territory,
        customers.currency_code,
        coalesce(customers.is_active, true) and not customers.is_deleted as is_active,
        customers.updated_at

    from customers
    left join customers as parents
        on
            customers.connection = parents.connection
            and customers.parent_customer_id = parents.customer_id
    union all
    select
        {{ source_key('quickbooks', 'vendor', 'vendor_id') }} as party_key,
        {{ company_key('quickbooks') }} as company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        cast('payable' as {{ dbt.type_string() }}) as ledger,
        vendor_id as party_id,
        vendor_name as party_name,
        account_number as party_number,
        cast(null as {{ dbt.type_string() }}) as parent_party_id,
        cast(null as {{ dbt.type_string() }}) as parent_party_name,
        cast(null as {{ dbt.type_string() }}) as party_group,
        cast(null as {{ dbt.type_string() }}) as territory,
        currency_code,
        coalesce(is_active, true) and not is_deleted as is_active,
        updated_at

    from vendors

)

select * from conformed
