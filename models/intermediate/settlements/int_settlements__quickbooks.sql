with

links as (

    select * from {{ ref('int_quickbooks_links') }}

),

payments as (

    select * from {{ ref('int_payments__quickbooks') }}

),

forms as (

    select * from {{ ref('int_quickbooks_forms') }}

),

control_lines as (

    select * from {{ ref('int_quickbooks_control_lines') }}

),

candidates as (

    -- a link to a journal entry or an expense means one of its lines: the one it names,
    -- else the payer's own, else one that is large enough
    select
        links.payment_key,
        links.line_number,
        control_lines.document_key,
        control_lines.amount < 0 as is_credit,
        row_number() over (
            partition by links.payment_key, links.line_number
            order by
                case
                    when
                        control_lines.document_id
                        = links.linked_type || ':' || links.linked_id
                        || ':' || links.linked_line_id
                        then 0
                    else 1
                end asc,
                case
                    when control_lines.party_key = links.party_key then 0 else 1
                end asc,
                case
                    when abs(control_lines.amount) >= abs(links.amount) then 0 else 1
                end asc,
                control_lines.document_key asc
        ) as choice
    from links
    inner join control_lines
        on
            links.connection = control_lines.connection
            and links.ledger = control_lines.ledger
            and links.linked_type = control_lines._record_type
            and links.linked_id = control_lines._record_id
    where not control_lines.is_deleted

),

named as (

    select
        links.payment_key,
        links.company_key,
        links.connection,
        links.ledger,
        links.line_number,
        links.amount,
        links.is_posted,
        links.payment_date,
        coalesce(
            candidates.document_key,
            {{ surrogate_key([
                "'quickbooks'",
                'links.connection',
                "'document'",
                "links.linked_type || ':' || links.linked_id",
            ]) }}
        ) as item_key,
        coalesce(
            candidates.is_credit,
            links.linked_type in ('CreditMemo', 'VendorCredit')
        ) as is_of_credit,
        links._record_id,
        links._record_type,
        links._ingested_at,
        links._uncast_fields
    from links
    left join candidates
        on
            links.payment_key = candidates.payment_key
            and links.line_number = candidates.line_number
            and candidates.choice = 1
    where links.linked_id is not null

),

links_summed_to_payments as (

    select
        payment_key,
        sum(case when is_of_credit then -amount else amount end) as amount
    from named
    group by payment_key

),

legs as (

    select
        payment_key as cause_key,
        company_key,
        connection,
        ledger,
        item_key,
        case when is_of_credit then 'credit_applied' else 'payment' end
            as settlement_type,
        amount,
        is_of_credit,
        line_number,
        is_posted,
        payment_date as settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields
    from named
    union all
    -- what a payment leaves over stays on its own item
    select
        payments.payment_key as cause_key,
        payments.company_key,
        payments.connection,
        payments.ledger,
        payments.payment_key as item_key,
        'payment' as settlement_type,
        payments.amount - coalesce(summed.amount, 0) as amount,
        false as is_of_credit,
        0 as line_number,
        payments.is_posted,
        payments.payment_date as settlement_date,
        payments._record_id,
        payments._record_type,
        payments._ingested_at,
        null as _uncast_fields
    from payments
    left join links_summed_to_payments as summed
        on payments.payment_key = summed.payment_key
    union all
    -- a deposit on the form of an invoice: no payment exists for it
    select
        forms.form_key as cause_key,
        {{ company_key('quickbooks', 'forms.connection') }} as company_key,
        forms.connection,
        'receivable' as ledger,
        forms.form_key as item_key,
        'payment' as settlement_type,
        forms.deposit_amount as amount,
        false as is_of_credit,
        0 as line_number,
        not forms.is_deleted as is_posted,
        forms.issue_date as settlement_date,
        forms._record_id,
        forms._record_type,
        forms._ingested_at,
        null as _uncast_fields
    from forms
    where
        forms._record_type = 'Invoice'
        and forms.deposit_amount > 0

),

conformed as (

    select
        {{ surrogate_key(['cause_key', 'line_number', 'item_key']) }} as settlement_key,
        cause_key,
        item_key,
        cast(null as {{ dbt.type_string() }}) as counter_item_key,
        company_key,
        cast('quickbooks' as {{ dbt.type_string() }}) as source_system,
        connection,
        ledger,
        cast(settlement_type as {{ dbt.type_string() }}) as settlement_type,
        {{ money('amount') }} as amount,
        cast(line_number as {{ dbt.type_bigint() }}) as line_number,
        is_posted,
        is_of_credit,
        settlement_date,
        _record_id,
        _record_type,
        _ingested_at,
        _uncast_fields

    from legs

)

select * from conformed
