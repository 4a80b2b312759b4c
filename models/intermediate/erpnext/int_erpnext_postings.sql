with

payment_ledger as (

    select * from {{ ref('int_erpnext_payment_ledger') }}

    where is_posted

),

invoices as (

    select * from {{ ref('int_erpnext_invoices') }}

    where is_posted

),

aimed as (

    -- a return that does not stand for itself lowers its invoice, whatever the row
    -- names, and money for an order is on account until there is an invoice
    select
        payment_ledger.*,
        case
            when
                payment_ledger.against_voucher_type
                in ('Sales Order', 'Purchase Order')
                then payment_ledger.voucher_type
            else payment_ledger.against_voucher_type
        end as item_voucher_type,
        case
            when
                payment_ledger.against_voucher_type
                in ('Sales Order', 'Purchase Order')
                then payment_ledger.voucher_id
            when set_offs.is_set_off then set_offs.return_against_id
            else payment_ledger.against_voucher_id
        end as item_voucher_id
    from payment_ledger
    left join invoices as set_offs
        on
            payment_ledger.connection = set_offs.connection
            and payment_ledger.against_voucher_type = set_offs.voucher_type
            and payment_ledger.against_voucher_id = set_offs.invoice_id

),

keyed as (

    -- an invoice is one item, of its own party and account, and a payment is one; of
    -- any other voucher each party and account is an item
    select
        aimed.*,
        own_invoices.invoice_key is not null as is_of_invoice,
        coalesce(own_invoices.total_amount < 0, false) as is_of_return,
        own_invoices.write_off_amount,
        own_invoices.paid_at_once_key,
        case
            when own_invoices.invoice_key is not null then own_invoices.invoice_key
            when aimed.voucher_type = 'Payment Entry'
                then {{ erpnext_voucher_key(
                    'aimed.voucher_type', 'aimed.voucher_id', 'aimed.connection'
                ) }}
            else {{ surrogate_key([
                "'erpnext'", 'aimed.connection', 'aimed.voucher_type',
                'aimed.voucher_id', 'aimed.account_id', 'aimed.party_key',
            ]) }}
        end as voucher_item_key,
        case
            when item_invoices.invoice_key is not null then item_invoices.invoice_key
            when aimed.item_voucher_type = 'Payment Entry'
                then {{ erpnext_voucher_key(
                    'aimed.item_voucher_type', 'aimed.item_voucher_id',
                    'aimed.connection'
                ) }}
            else {{ surrogate_key([
                "'erpnext'", 'aimed.connection', 'aimed.item_voucher_type',
                'aimed.item_voucher_id', 'aimed.account_id', 'aimed.party_key',
            ]) }}
        end as item_key
    from aimed
    left join invoices as own_invoices
        on
            aimed.connection = own_invoices.connection
            and aimed.voucher_type = own_invoices.voucher_type
            and aimed.voucher_id = own_invoices.invoice_id
            and aimed.account_id = own_invoices.party_account_id
            and aimed.party_key = own_invoices.party_key
    left join invoices as item_invoices
        on
            aimed.connection = item_invoices.connection
            and aimed.item_voucher_type = item_invoices.voucher_type
            and aimed.item_voucher_id = item_invoices.invoice_id
            and aimed.account_id = item_invoices.party_account_id
            and aimed.party_key = item_invoices.party_key

),

items as (

    -- an item begins with the first row whose voucher it is
    select
        voucher_item_key as item_key,
        min(posting_date) as item_date,
        sum(case when voucher_item_key = item_key then amount else 0 end) as amount
    from keyed
    group by voucher_item_key

),

resolved as (

    select
        keyed.posting_key,
        keyed.connection,
        keyed.company_key,
        keyed.ledger,
        keyed.account_id,
        keyed.party_key,
        keyed.voucher_type,
        keyed.voucher_id,
        keyed.voucher_item_key,
        keyed.paid_at_once_key,
        keyed.item_key,
        keyed.currency_code,
        keyed.amount,
        keyed.amount_base,
        keyed.is_of_invoice,
        items.item_key is not null as is_resolved,
        coalesce(items.amount < 0, false) as is_of_credit,
        case
            when keyed.voucher_item_key <> keyed.item_key then 'settlement'
            when keyed.voucher_type = 'Payment Entry' then 'payment'
            -- money that changed hands on the invoice itself, and what was let go of it
            when
                keyed.is_of_invoice
                and keyed.amount <> 0
                and (keyed.amount < 0) <> keyed.is_of_return
                then case
                    when abs(keyed.amount) = keyed.write_off_amount then 'write_off'
                    else 'paid_at_once'
                end
            else 'document'
        end as posting_role,
        keyed.posting_date,
        items.item_date,
        keyed._record_id,
        keyed._ingested_at
    from keyed
    left join items
        on keyed.item_key = items.item_key

)

select * from resolved
