with

lines_summed_to_documents as (

    select
        document_key,
        sum(net_amount) as net_amount,
        sum(tax_amount) as tax_amount
    from {{ ref('int_document_lines__unioned') }}
    group by document_key

)

select
    documents.document_key,
    documents.net_amount,
    lines.net_amount as line_net_amount,
    documents.tax_amount,
    lines.tax_amount as line_tax_amount
from {{ ref('int_documents__unioned') }} as documents
left join lines_summed_to_documents as lines
    on documents.document_key = lines.document_key
where
    lines.document_key is null
    or documents.net_amount <> lines.net_amount
    or documents.tax_amount <> lines.tax_amount
