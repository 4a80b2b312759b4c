with

accounts as (

    select * from {{ ref('stg_erpnext__accounts') }}

    -- a group only adds up the accounts below it
    where not coalesce(is_group, false)

),

conformed as (

    select
        {{ source_key('erpnext', 'account', 'account_id') }} as account_key,
        {{ company_key('erpnext', company_code='company_id') }} as company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        connection,
        account_id,
        account_number as account_code,
        account_name,
        account_type,
        lower(root_type) as account_class,
        case account_type
            when 'Receivable' then 'receivable'
            when 'Payable' then 'payable'
        end as control_of_ledger,
        -- its ledger lands whole, and says it line by line
        cast(null as numeric(19, 4)) as reported_balance_amount_base,
        coalesce(root_type = 'Income', false) as is_revenue,
        not coalesce(is_disabled, false) and not is_deleted as is_active

    from accounts

)

select * from conformed
