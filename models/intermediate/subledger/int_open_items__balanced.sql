with

entries as (

    select * from {{ ref('int_subledger_entries') }}

),

entries_summed_to_days as (

    select
        open_item_key,
        entry_date,
        sum(amount) as amount,
        sum(amount_base) as amount_base
    from entries
    group by
        open_item_key,
        entry_date

),

stretches as (

    select
        open_item_key,
        {{ money('sum(amount) over item_so_far') }} as open_amount,
        {{ money('sum(amount_base) over item_so_far') }} as open_amount_base,
        entry_date as valid_from,
        coalesce(
            lead(entry_date) over (partition by open_item_key order by entry_date),
            cast('9999-12-31' as date)
        ) as valid_to

    from entries_summed_to_days

    window item_so_far as (
        partition by open_item_key
        order by entry_date
        rows between unbounded preceding and current row
    )

),

open_stretches as (

    select *
    from stretches
    where
        open_amount <> 0
        or open_amount_base <> 0

)

select * from open_stretches
