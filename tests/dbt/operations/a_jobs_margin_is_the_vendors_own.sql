-- The report's own margin of a job is that of its price and costs: else a column of it
-- means something else than its name says.
{{ config(severity='warn') }}

select
    connection,
    job_number,
    subtotal_amount,
    total_cost_amount,
    gross_margin_fraction
from {{ ref('int_servicetitan_foreman_jobs') }}
where
    subtotal_amount <> 0
    and abs(
        {{ ratio('(subtotal_amount - total_cost_amount)', 'subtotal_amount') }}
        - gross_margin_fraction
    ) > 0.000001
