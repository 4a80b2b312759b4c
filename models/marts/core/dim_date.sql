with

days as (

    select * from {{ ref('int_days') }}

),

numbered as (

    select
        date_day,
        {{ week_start('date_day') }} as week_start_date,
        {{ part_of_date('year', 'date_day') }} as calendar_year,
        {{ part_of_date('quarter', 'date_day') }} as quarter_number,
        {{ part_of_date('month', 'date_day') }} as month_number,
        {{ add_days(month_end(add_months('date_day', -1)), 1) }} as month_start_date,
        {{ month_end('date_day') }} as month_end_date

    from days

),

described as (

    select
        date_day,
        case month_number
            when 1 then 'January' when 2 then 'February' when 3 then 'March'
            when 4 then 'April' when 5 then 'May' when 6 then 'June'
            when 7 then 'July' when 8 then 'August' when 9 then 'September'
            when 10 then 'October' when 11 then 'November' when 12 then 'December'
        end as month_name,
        case {{ days_between('week_start_date', 'date_day') }}
            when 0 then 'Monday' when 1 then 'Tuesday' when 2 then 'Wednesday'
            when 3 then 'Thursday' when 4 then 'Friday' when 5 then 'Saturday'
            when 6 then 'Sunday'
        end as day_name,
        calendar_year,
        quarter_number,
        month_number,
        {{ days_between('week_start_date', 'date_day') }} + 1 as day_of_week_number,
        {{ days_between('week_start_date', 'date_day') }} >= 5 as is_weekend,
        date_day = month_end_date as is_month_end,
        week_start_date,
        month_start_date,
        month_end_date

    from numbered

)

select * from described
