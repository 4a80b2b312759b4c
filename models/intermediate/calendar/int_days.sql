with

days as (

    select date_day
    from {{ day_spine("cast('" ~ var('calendar_start') ~ "' as date)",
                      add_months(as_of_date(), 24)) }}

)

select * from days
