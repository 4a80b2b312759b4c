with

vouchers as (

    select * from {{ ref('int_vouchers__summed') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

compared as (

    select
        company_key,
        ledger,
        voucher_id,
        voucher_type,
        coalesce(posted_amount_base, 0) as vendor_amount,
        coalesce(entered_amount_base, 0) as our_amount,
        case
            when entered_amount_base is null
                then 'Posted to the control account, but to no customer or supplier.'
            when posted_amount_base is null
                then 'In the sub-ledger, but the ledger has no posting of it.'
            else 'Posted with another amount than the sub-ledger has.'
        end as likely_reason
    from vouchers
    where coalesce(posted_amount_base, 0) <> coalesce(entered_amount_base, 0)

),

assigned as (

    select
        {{ surrogate_key([
            'compared.company_key', 'compared.ledger', 'compared.voucher_id',
        ]) }} as open_item_key,
        entities.entity_key,
        entities.org_key,
        entities.source_system,
        entities.connection,
        compared.voucher_id as open_item_id,
        case
            when compared.ledger = 'receivable' then 'ar_control_account'
            else 'ap_control_account'
        end as check_name,
        coalesce(compared.voucher_type, 'unknown') as document_type,
        cast(null as {{ dbt.type_string() }}) as document_number,
        cast(null as {{ dbt.type_string() }}) as party_name,
        entities.base_currency_code as currency_code,
        {{ money('compared.vendor_amount') }} as vendor_amount,
        {{ money('compared.our_amount') }} as our_amount,
        {{ money('0') }} as explained_amount,
        {{ money('compared.vendor_amount - compared.our_amount') }}
            as difference_amount,
        compared.likely_reason

    from compared
    -- inner: every company has an entity (a test)
    inner join entities
        on compared.company_key = entities.company_key

)

select * from assigned
