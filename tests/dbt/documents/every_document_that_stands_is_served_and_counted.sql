with

landed as (

    select
        connection,
        doctype,
        count(*) as document_count
    from {{ ref('stg_erpnext__documents') }}
    where not is_deleted
    group by
        connection,
        doctype

),

served as (

    select
        connection,
        doctype,
        count(*) as document_count
    from {{ ref('documents') }}
    group by
        connection,
        doctype

)

select
    counted.connection,
    counted.doctype,
    counted.document_count,
    landed.document_count as landed_document_count,
    served.document_count as served_document_count
from {{ ref('document_types') }} as counted
left join landed
    on
        counted.connection = landed.connection
        and counted.doctype = landed.doctype
left join served
    on
        counted.connection = served.connection
        and counted.doctype = served.doctype
where
    counted.document_count <> coalesce(landed.document_count, 0)
    or counted.document_count <> coalesce(served.document_count, 0)
