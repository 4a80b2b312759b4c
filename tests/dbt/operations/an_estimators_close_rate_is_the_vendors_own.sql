-- The report's own close rate is that of its opportunities: else a column of it means
-- something else than its name says.
{{ config(severity='warn') }}

select
    connection,
    wbr_row_id,
    estimator_name,
    sales_opportunities,
    closed_opportunities,
    close_rate
from {{ ref('int_servicetitan_wbr') }}
where
    sales_opportunities <> 0
    and abs(
        {{ ratio('closed_opportunities', 'sales_opportunities') }} - close_rate
    ) > 0.000001
