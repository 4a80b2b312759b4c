select
    documents.source_system,
    documents.connection,
    count(*) as document_count
from {{ ref('int_documents__unioned') }} as documents
left join {{ ref('int_entities__assigned') }} as entities
    on documents.company_key = entities.company_key
where entities.company_key is null
group by
    documents.source_system,
    documents.connection
