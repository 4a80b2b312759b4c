with

owners as (

    select * from {{ ref('int_erpnext_ledger_documents') }}

),

sorted as (

    select * from {{ ref('int_erpnext_sorted_lines') }}

),

lines_summed_to_documents as (

    select
        document_key,
        sum(amount) as amount
    from sorted
    group by document_key

),

typed as (

    select
        line_key,
        document_key,
        line_type,
        item_id,
        account_id,
        description,
        cost_center_id,
        project_id,
        case when line_type = 'tax' then 0 else amount end as net_amount,
        case when line_type = 'tax' then amount else 0 end as tax_amount,
        unit_price_amount,
        -- goods first, then what is charged on them
        row_number() over (
            partition by document_key
            order by
                case when line_type in ('item', 'account') then 0 else 1 end,
                row_number,
                line_key
        ) as line_number,
        quantity,
        cast(null as boolean) as is_revenue,
        _uncast_fields
    from sorted
    union all
    -- the cents to a round total, which post to an account of their own
    select
        {{ surrogate_key(['owners.document_key', "'rounding'"]) }} as line_key,
        owners.document_key,
        case when summed.document_key is null then 'account' else 'rounding' end
            as line_type,
        null as item_id,
        null as account_id,
        null as description,
        null as cost_center_id,
        null as project_id,
        owners.total_amount - coalesce(summed.amount, 0) as net_amount,
        0 as tax_amount,
        null as unit_price_amount,
        0 as line_number,
        null as quantity,
        false as is_revenue,
        null as _uncast_fields
    from owners
    left join lines_summed_to_documents as summed
        on owners.document_key = summed.document_key
    where
        summed.document_key is null
        or owners.total_amount <> summed.amount

),

conformed as (

    select
        typed.line_key,
        typed.document_key,
        owners.company_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        owners.connection,
        typed.item_id as product_id,
        typed.account_id,
        owners.ledger,
        owners.document_type,
        cast(typed.line_type as {{ dbt.type_string() }}) as line_type,
        typed.item_id as sku,
        cast(null as {{ dbt.type_string() }}) as account_code,
        typed.description,
        cast(
            case when typed.cost_center_id is not null then 'Cost Center' end
            as {{ dbt.type_string() }}
        ) as tracking_category_1,
        typed.cost_center_id as tracking_option_1,
        cast(
            case when typed.project_id is not null then 'Project' end
            as {{ dbt.type_string() }}
        ) as tracking_category_2,
        typed.project_id as tracking_option_2,
        owners.currency_code,
        {{ money('typed.net_amount') }} as net_amount,
        {{ money('typed.tax_amount') }} as tax_amount,
        {{ money('typed.unit_price_amount') }} as unit_price_amount,
        cast(typed.line_number as {{ dbt.type_bigint() }}) as line_number,
        -- goods that come back have a negative quantity, and the kind says so already
        {{ measure('
            case when owners.is_return then -typed.quantity else typed.quantity end
        ') }} as quantity,
        false as is_tax_inclusive,
        typed.is_revenue,
        owners._record_id,
        owners._record_type,
        owners._ingested_at,
        cast(typed._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from typed
    -- inner: every line was found through its document
    inner join owners
        on typed.document_key = owners.document_key

)

select * from conformed
