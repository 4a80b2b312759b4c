with

accounts as (

    select * from {{ ref('stg_quickbooks__accounts') }}

),

conformed as (

    select
        {{ source_key('quickbooks', 'account', 'account_id') }} as account_key,
        {{ company_key('quickbooks') }} as company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        account_id,
        account_code,
        account_path as account_name,
        account_type,
        lower(account_class) as account_class,
        case account_type
            when 'Accounts Receivable' then 'receivable'
            when 'Accounts Payable' then 'payable'
        end as control_of_ledger,
        {{ money('balance_amount') }} as reported_balance_amount_base,
        coalesce(account_class = 'Revenue', false) as is_revenue,
        coalesce(is_active, true) and not is_deleted as is_active

    from accounts

)

select * from conformed
