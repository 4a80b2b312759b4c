with

reports as (

    select * from {{ ref('int_reports__loaded') }}

),

companies as (

    select * from {{ ref('int_entities__assigned') }}

),

judged as (

    select
        reports.connection,
        reports.report_name,
        companies.entity_key,
        companies.org_key,
        reports.cadence,
        cast(
            case
                when reports.last_day < reports.due_day
                    then {{ days_between('reports.last_day', 'reports.due_day') }}
                else 0
            end as {{ dbt.type_bigint() }}
        ) as days_late,
        reports.last_day is null or reports.last_day < reports.due_day as is_late,
        reports.first_day,
        reports.last_day,
        reports.due_day,
        {{ as_of_date() }} as as_of_date,
        reports.last_success_at

    from reports
    -- inner: a connection that was loaded is a company (a test)
    inner join companies
        on
            reports.connection = companies.connection
            and companies.source_system = 'servicetitan'

)

select * from judged
