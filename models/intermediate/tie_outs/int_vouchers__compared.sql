with

control_accounts as (

    select * from {{ ref('int_control_accounts__balanced') }}

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

    -- carried over later: what an ended system reports is what it held before
    where entry_type <> 'transferred'

),

items as (

    select * from {{ ref('int_open_items__compared') }}

    where check_name in ('ar_control_account', 'ap_control_account')

),

lines as (

    select * from {{ ref('int_ledger_lines__unioned') }}

    where is_posted

),

accounts as (

    select * from {{ ref('int_accounts__unioned') }}

    where control_of_ledger is not null

),

documents as (

    select * from {{ ref('int_documents__unioned') }}

),

payments as (

    select * from {{ ref('int_payments__unioned') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}

),

items_summed_to_checks as (

    select
        entity_key,
        connection,
        check_name,
        sum(our_amount + explained_amount) as amount_base
    from items
    group by
        entity_key,
        connection,
        check_name

),

companies_with_ledger as (

    select distinct company_key from lines

),

differing as (

    -- as a rule none, and then nothing below is read; inner: who lands no ledger names
    -- no voucher
    select
        control_accounts.company_key,
        control_accounts.ledger
    from control_accounts
    inner join companies_with_ledger
        on control_accounts.company_key = companies_with_ledger.company_key
    -- inner: every company has an entity (a test)
    inner join entities
        on control_accounts.company_key = entities.company_key
    left join items_summed_to_checks as summed
        on
            entities.entity_key = summed.entity_key
            and entities.connection = summed.connection
            and (control_accounts.ledger = 'receivable')
            = (summed.check_name = 'ar_control_account')
    where control_accounts.balance_amount_base <> coalesce(summed.amount_base, 0)

),

lines_summed_to_vouchers as (

    -- inner: only of control accounts that differ
    select
        differing.company_key,
        differing.ledger,
        coalesce(lines.source_document_id, lines.journal_key) as voucher_id,
        {{ min_text('lines.source_document_type') }} as voucher_type,
        sum(
            case when differing.ledger = 'payable' then -1 else 1 end
            * lines.amount_base
        ) as amount_base
    from differing
    inner join accounts
        on
            differing.company_key = accounts.company_key
            and differing.ledger = accounts.control_of_ledger
    inner join lines
        on accounts.account_key = lines.account_key
    group by
        differing.company_key,
        differing.ledger,
        coalesce(lines.source_document_id, lines.journal_key)

),

entries_summed_to_vouchers as (

    -- inner: as above, and a prepayment posts elsewhere
    select
        differing.company_key,
        differing.ledger,
        coalesce(documents.document_id, payments.payment_id, entries.document_key)
            as voucher_id,
        sum(entries.amount_base_rounded_alone) as amount_base
    from differing
    inner join entries
        on
            differing.company_key = entries.company_key
            and differing.ledger = entries.ledger
    inner join items
        on entries.open_item_key = items.open_item_key
    left join documents
        on entries.document_key = documents.document_key
    left join payments
        on entries.document_key = payments.payment_key
    group by
        differing.company_key,
        differing.ledger,
        coalesce(documents.document_id, payments.payment_id, entries.document_key)

),

compared as (

    select
        coalesce(posted.company_key, entered.company_key) as company_key,
        coalesce(posted.ledger, entered.ledger) as ledger,
        coalesce(posted.voucher_id, entered.voucher_id) as voucher_id,
        posted.voucher_type,
        coalesce(posted.amount_base, 0) as vendor_amount,
        coalesce(entered.amount_base, 0) as our_amount,
        case
            when entered.voucher_id is null
                then 'Posted to the control account, but to no customer or supplier.'
            when posted.voucher_id is null
                then 'In the sub-ledger, but the ledger has no posting of it.'
            else 'Posted with another amount than the sub-ledger has.'
        end as likely_reason
    from lines_summed_to_vouchers as posted
    full outer join entries_summed_to_vouchers as entered
        on
            posted.company_key = entered.company_key
            and posted.ledger = entered.ledger
            and posted.voucher_id = entered.voucher_id
    where coalesce(posted.amount_base, 0) <> coalesce(entered.amount_base, 0)

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
