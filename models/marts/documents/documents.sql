-- A view: a copy would double raw, and readers ask for a document or a page of them.
{{ config(materialized='view') }}

with

documents as (

    select * from {{ ref('int_erpnext_documents') }}

),

standing as (

    select
        document_key,
        entity_key,
        org_key,
        source_system,
        connection,
        document_name,
        doctype,
        document_data,
        docstatus,
        modified_at,
        modified_at_local,
        ingestion_time

    from documents
    where not is_deleted

)

select * from standing
