with

documents as (

    select * from {{ ref('int_erpnext_documents') }}

),

counted as (

    select
        source_system,
        connection,
        doctype,
        min(org_key) as first_org_key,
        max(org_key) as last_org_key,
        count(*) - count(org_key) as nobodys_count,
        count(case when not is_deleted then 1 end) as document_count,
        count(case when is_deleted then 1 end) as deleted_count,
        max(case when not is_deleted then modified_at end) as last_modified_at,
        max(case when not is_deleted then modified_at_local end)
            as last_modified_at_local,
        max(ingestion_time) as last_ingested_at
    from documents
    group by
        source_system,
        connection,
        doctype

),

typed as (

    select
        case
            when first_org_key = last_org_key and nobodys_count = 0 then first_org_key
        end as org_key,
        source_system,
        connection,
        doctype,
        cast(document_count as {{ dbt.type_bigint() }}) as document_count,
        cast(deleted_count as {{ dbt.type_bigint() }}) as deleted_count,
        last_modified_at,
        last_modified_at_local,
        last_ingested_at

    from counted

)

select * from typed
