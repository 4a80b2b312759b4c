with

source as (

    select * from {{ latest_version(source('servicetitan', 'daily_wbr')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as wbr_row_id,
        {{ json_text(json_from_text('scope'), 'business_unit_id') }}
            as business_unit_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as estimator_name,
        {{ json_text('raw', 'Team') }} as team_name,

        ---------- amounts
        {{ json_money('raw', 'TotalSales') }} as total_sales_amount,
        {{ json_money('raw', 'ClosedAverageSale') }} as average_sale_amount,

        ---------- measures
        {{ json_integer('raw', 'SalesOpportunity') }} as sales_opportunities,
        {{ json_integer('raw', 'ClosedOpportunities') }} as closed_opportunities,
        {{ json_integer('raw', 'CompletedJobs') }} as completed_visits,
        {{ json_measure('raw', 'CloseRate') }} as close_rate,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text(json_from_text('scope'), 'day')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'SalesOpportunity': 'try_integer',
            'ClosedOpportunities': 'try_integer',
            'CompletedJobs': 'try_integer',
            'TotalSales': 'try_money',
            'ClosedAverageSale': 'try_money',
            'CloseRate': 'try_measure',
        }) }} as _uncast_fields

    from source

)

select * from renamed
