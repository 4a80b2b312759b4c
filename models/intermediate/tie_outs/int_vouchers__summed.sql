with

differing as (

    -- as a rule none, and then nothing below is read; of others no voucher lands
    select * from {{ ref('int_control_accounts__compared') }}

    where is_different and is_of_ledger

),

entries as (

    select * from {{ ref('int_subledger_entries') }}

    -- carried over later: what an ended system reports is what it held before
    where entry_type <> 'transferred'

),

items as (

    -- a prepayment posts to the account of its line
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

differing_accounts as (

    select
        accounts.account_key,
        differing.company_key,
        differing.ledger
    from accounts
    -- inner: only control accounts that differ
    inner join differing
        on
            accounts.company_key = differing.company_key
            and accounts.control_of_ledger = differing.ledger

),

lines_summed_to_vouchers as (

    select
        differing_accounts.company_key,
        differing_accounts.ledger,
        coalesce(lines.source_document_id, lines.journal_key) as voucher_id,
        {{ min_text('lines.source_document_type') }} as voucher_type,
        sum(
            case when differing_accounts.ledger = 'payable' then -1 else 1 end
            * lines.amount_base
        ) as amount_base
    from lines
    -- inner: as above
    inner join differing_accounts
        on lines.account_key = differing_accounts.account_key
    group by
        differing_accounts.company_key,
        differing_accounts.ledger,
        coalesce(lines.source_document_id, lines.journal_key)

),

differing_entries as (

    select entries.*
    from entries
    -- inner: as above
    inner join differing
        on
            entries.company_key = differing.company_key
            and entries.ledger = differing.ledger

),

entries_summed_to_vouchers as (

    select
        entries.company_key,
        entries.ledger,
        coalesce(documents.document_id, payments.payment_id, entries.document_key)
            as voucher_id,
        sum(entries.amount_base_rounded_alone) as amount_base
    from items
    -- inner: only what posts to a control account that differs
    inner join differing_entries as entries
        on items.open_item_key = entries.open_item_key
    left join documents
        on entries.document_key = documents.document_key
    left join payments
        on entries.document_key = payments.payment_key
    group by
        entries.company_key,
        entries.ledger,
        coalesce(documents.document_id, payments.payment_id, entries.document_key)

),

summed as (

    -- full: a voucher may be on one side only
    select
        coalesce(posted.company_key, entered.company_key) as company_key,
        coalesce(posted.ledger, entered.ledger) as ledger,
        coalesce(posted.voucher_id, entered.voucher_id) as voucher_id,
        posted.voucher_type,
        {{ money('posted.amount_base') }} as posted_amount_base,
        {{ money('entered.amount_base') }} as entered_amount_base
    from lines_summed_to_vouchers as posted
    full outer join entries_summed_to_vouchers as entered
        on
            posted.company_key = entered.company_key
            and posted.ledger = entered.ledger
            and posted.voucher_id = entered.voucher_id

)

select * from summed
