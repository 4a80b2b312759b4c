with

companies as (

    select * from {{ ref('int_entities__unioned') }}

),

assignments as (

    select * from {{ ref('entities') }}

),

assigned as (

    select
        companies.company_key,
        companies.source_system,
        companies.connection,
        companies.company_code,
        companies.company_name,
        case
            when assignments.entity_key is not null then assignments.entity_key
            when companies.company_code = '' then companies.connection
            -- a connection may hold several companies, each with books of its own
            else companies.connection || ':' || companies.company_code
        end as entity_key,
        coalesce(assignments.entity_name, companies.company_name) as entity_name,
        coalesce(assignments.org_key, 'unassigned') as org_key,
        coalesce(assignments.base_currency_code, companies.base_currency_code)
            as base_currency_code,
        coalesce(assignments.time_zone, companies.time_zone) as time_zone,
        cast(
            coalesce(
                assignments.fiscal_year_start_month, companies.fiscal_year_start_month
            )
            as {{ dbt.type_bigint() }}
        ) as fiscal_year_start_month,
        cast(
            coalesce(
                assignments.fiscal_year_start_day, companies.fiscal_year_start_day
            )
            as {{ dbt.type_bigint() }}
        ) as fiscal_year_start_day,
        companies.has_own_subledger,
        assignments.entity_key is not null as is_assigned,
        assignments.reports_from,
        assignments.reports_until

    from companies
    left join assignments
        on
            companies.connection = assignments.connection
            and companies.company_code = coalesce(assignments.company_code, '')

),

matchable as (

    -- what only the system in use knows is simply new
    select
        *,
        count(*) over (partition by entity_key) > 1
        and (
            reports_until is not null
            or sum(case when reports_until is null then 1 else 0 end) over (
                partition by entity_key
            ) > 1
        ) as is_matchable
    from assigned

)

select * from matchable
