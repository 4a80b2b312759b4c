-- A view: nothing that is built reads the payloads, and a copy would double raw.
{{ config(materialized='view') }}

with

documents as (

    select * from {{ ref('stg_erpnext__documents') }}

),

entities as (

    select * from {{ ref('int_entities__assigned') }}
    where source_system = 'erpnext'

),

-- what all companies of a site have in common holds for the site
sites as (

    select
        connection,
        case when min(org_key) = max(org_key) then min(org_key) end as org_key,
        case when min(time_zone) = max(time_zone) then min(time_zone) end as time_zone
    from entities
    group by connection

),

named as (

    select
        *,
        case when doctype = 'Company' then document_id else company_id end as of_company
    from documents

),

-- joined by the columns of company_key, so that readers hash nothing
placed as (

    select
        {{ erpnext_voucher_key(
            'documents.doctype', 'documents.document_id', 'documents.connection'
        ) }} as document_key,
        entities.entity_key,
        coalesce(entities.org_key, sites.org_key) as org_key,
        cast('erpnext' as {{ dbt.type_string() }}) as source_system,
        documents.connection,
        documents.document_id as document_name,
        documents.doctype,
        documents.document_data,
        documents.docstatus,
        documents.is_deleted,
        {{ local_to_utc('documents.updated_at_local', 'sites.time_zone') }}
            as modified_at,
        documents.updated_at_local as modified_at_local,
        documents.ingestion_time

    from named as documents
    left join entities
        on
            documents.connection = entities.connection
            and documents.of_company = entities.company_code
    left join sites
        on documents.connection = sites.connection

)

select * from placed
