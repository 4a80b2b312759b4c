with

accounts as (

    select * from {{ ref('stg_xero__accounts') }}

),

conformed as (

    select
        {{ source_key('xero', 'account', 'account_id') }} as account_key,
        {{ company_key('xero') }} as company_key,
        cast('xero' as {{ dbt.type_string() }}) as source_system,
        connection,
        account_id,
        account_code,
        account_name,
        account_type,
        lower(account_class) as account_class,
        case system_account_code
            when 'DEBTORS' then 'receivable'
            when 'CREDITORS' then 'payable'
        end as control_of_ledger,
        -- Xero's journals tell
        cast(null as numeric(19, 4)) as reported_balance_amount_base,
        coalesce(account_class = 'REVENUE', false) as is_revenue,
        account_status = 'ACTIVE' and not is_deleted as is_active

    from accounts

)

select * from conformed
