-- A view: read once.
{{ config(materialized='view') }}

with

links as (

    select * from {{ ref('int_quickbooks_links') }}

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

linked as (

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

)

select * from linked
