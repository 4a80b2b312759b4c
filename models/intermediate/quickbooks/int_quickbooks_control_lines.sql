-- A view: it picks the few lines of other forms that post to a control account.
{{ config(materialized='view') }}

with

lines as (

    select * from {{ ref('int_quickbooks_lines') }}

    where _record_type in ('JournalEntry', 'Deposit', 'Purchase')

),

forms as (

    select * from {{ ref('int_quickbooks_forms') }}

),

accounts as (

    select * from {{ ref('int_accounts__quickbooks') }}

    where control_of_ledger is not null

),

signed as (

    -- a deposit credits the account of its line, a purchase debits it
    select
        lines.line_key,
        lines.form_key,
        {{ surrogate_key([
            "'quickbooks'",
            'lines.connection',
            "'document'",
            "lines.form_id || ':' || coalesce(lines.line_id, '')",
        ]) }} as document_key,
        lines.connection,
        lines.form_id || ':' || coalesce(lines.line_id, '') as document_id,
        coalesce(lines.party_key, forms.party_key) as party_key,
        coalesce(lines.party_name, forms.party_name) as party_name,
        accounts.control_of_ledger as ledger,
        forms.document_number,
        forms.private_note,
        forms.currency_code,
        forms.exchange_rate,
        lines.amount
        * case
            when lines._record_type = 'Purchase' then forms.sign
            when lines.posting_type = 'Debit' then 1
            else -1
        end
        * case when accounts.control_of_ledger = 'receivable' then 1 else -1 end
            as amount,
        forms.is_deleted,
        forms.issue_date,
        forms.updated_at,
        lines._record_id,
        lines._record_type,
        lines._ingested_at

    from lines
    -- inner: every line was found through its form
    inner join forms
        on lines.form_key = forms.form_key
    -- inner: only lines on a control account
    inner join accounts
        on
            lines.connection = accounts.connection
            and lines.account_id = accounts.account_id

)

select * from signed
