with

payment_entries as (

    select * from {{ ref('int_erpnext_payment_entries') }}

    -- moved from one bank account to another: nobody's payment
    where party_id is not null

),

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

),

postings as (

    select * from {{ ref('int_erpnext_postings') }}

    where posting_role = 'paid_at_once'

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

paid_at_once as (

    -- at the till: one paper is the invoice and its payment
    select
        invoices.invoice_key,
        sum(postings.amount) as amount
    from postings
    -- inner: a posting has this role only on its invoice
    inner join invoices
        on postings.item_key = invoices.invoice_key
    group by invoices.invoice_key

),

unioned as (

    select
        payment_key,
        company_key,
        party_key,
        connection,
        payment_id,
        bank_account_id,
        ledger,
        direction,
        payment_method,
        reference,
        status,
        currency_code,
        amount,
        -- what is on account lowers what is owed, and what was paid out raises it
        case when (ledger = 'receivable') = (direction = 'in') then -1 else 1 end
        * unallocated_amount as reported_outstanding_amount,
        exchange_rate,
        is_posted,
        is_bank_reconciled,
        payment_date,
        updated_at_local,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from payment_entries
    union all
    select
        invoices.paid_at_once_key as payment_key,
        invoices.company_key,
        invoices.party_key,
        invoices.connection,
        invoices.invoice_id as payment_id,
        null as bank_account_id,
        invoices.ledger,
        case
            when (invoices.ledger = 'receivable') = (paid_at_once.amount < 0) then 'in'
            else 'out'
        end as direction,
        null as payment_method,
        invoices.reference,
        invoices.status,
        invoices.currency_code,
        abs(paid_at_once.amount) as amount,
        0 as reported_outstanding_amount,
        invoices.exchange_rate,
        invoices.is_posted,
        null as is_bank_reconciled,
        invoices.issue_date as payment_date,
        invoices.updated_at_local,
        invoices._record_id,
        invoices._record_type,
        invoices._ingested_at,
        null as _uncast_fields
    from paid_at_once
    -- inner: each was found through its invoice
    inner join invoices
        on paid_at_once.invoice_key = invoices.invoice_key

),

conformed as (

    select
        unioned.payment_key,
        unioned.company_key,
        unioned.party_key,
        -- a payment may settle several documents: see its settlements
        cast(null as {{ dbt.type_string() }}) as settled_document_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        unioned.connection,
        unioned.payment_id,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        cast(unioned.bank_account_id as {{ dbt.type_string() }}) as bank_account_id,
        cast(unioned.ledger as {{ dbt.type_string() }}) as ledger,
        cast(unioned.direction as {{ dbt.type_string() }}) as direction,
        cast(
            case
                when (unioned.ledger = 'receivable') = (unioned.direction = 'in')
                    then 'payment'
                else 'refund'
            end as {{ dbt.type_string() }}
        ) as payment_type,
        cast(unioned.payment_method as {{ dbt.type_string() }}) as payment_method,
        unioned.reference,
        unioned.status,
        unioned.currency_code,
        {{ money('unioned.amount') }} as amount,
        {{ money('unioned.reported_outstanding_amount') }}
            as reported_outstanding_amount,
        unioned.exchange_rate as rate_multiplier,
        {{ measure('1') }} as rate_divisor,
        unioned.is_posted,
        unioned.is_bank_reconciled,
        unioned.payment_date,
        {{ local_to_utc('unioned.updated_at_local', 'entities.time_zone') }}
            as updated_at,
        unioned._record_id,
        unioned._record_type,
        unioned._ingested_at,
        cast(unioned._uncast_fields as {{ dbt.type_string() }}) as _uncast_fields

    from unioned
    left join entities
        on unioned.company_key = entities.company_key

)

select * from conformed
