with

records as (

    select * from {{ ref('stg_servicetitan__daily_wbr') }}

),

stands as (

    -- what the report no longer holds of a day is gone
    select
        {{ business_unit_key() }} as business_unit_key,
        connection,
        wbr_row_id,
        business_unit_id,
        cast(null as {{ dbt.type_string() }}) as business_unit_name,
        estimator_name,
        sales_opportunities,
        closed_opportunities,
        completed_visits,
        total_sales_amount,
        close_rate,
        report_date as kpi_date
    from records
    where not is_deleted

)

select * from stands
