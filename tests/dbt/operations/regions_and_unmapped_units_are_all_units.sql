-- What the regions sum, and what units without a region hold, is what all units hold.
{%- set figures = {
    'leads': 'total_leads',
    'collected_amount': 'total_collections',
    'sales_opportunities': 'total_estimates',
    'closed_opportunities': 'total_booked',
    'completed_est': 'total_completed_est',
    'wbr_total_sales': 'total_wbr_sales',
    'completed_jobs': 'total_completed_jobs',
    'job_subtotal': 'total_job_revenue',
    'job_costs': 'total_job_costs',
    'future_bookings': 'total_future_bookings',
    'future_booked_amount': 'total_future_booked_amount',
} %}
with

all_units as (

    select
        entity_key
        {%- for figure in figures %},
        coalesce(sum({{ figure }}), 0) as {{ figure }}
        {%- endfor %}
    from {{ ref('kpi_daily_consolidated') }}
    group by entity_key

),

parts as (

    {% for figure, total in figures.items() -%}
        select
            entity_key,
            '{{ figure }}' as figure,
            {{ total }} as part
        from {{ ref('kpi_daily_regional_consolidated') }}
        union all
        select
            entity_key,
            '{{ figure }}' as figure,
            {{ figure }} as part
        from {{ ref('unmapped_business_units') }}
        {%- if not loop.last %}
        union all
        {% endif -%}
    {%- endfor %}

),

summed as (

    select
        entity_key,
        figure,
        coalesce(sum(part), 0) as parts_total
    from parts
    group by
        entity_key,
        figure

),

compared as (

    select
        summed.entity_key,
        summed.figure,
        summed.parts_total,
        case summed.figure
            {%- for figure in figures %}
            when '{{ figure }}' then all_units.{{ figure }}
            {%- endfor %}
        end as units_total
    from summed
    left join all_units on summed.entity_key = all_units.entity_key

)

select *
from compared
where
    units_total is null
    or units_total <> parts_total
