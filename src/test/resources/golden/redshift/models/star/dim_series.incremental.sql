with

candles as (

    select * from "star"."fct_ohlcv" as fct_ohlcv
    where fct_ohlcv.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
    and not exists (
        select 1 from "star"."dim_series" as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select dateadd(minute, cast(-10 as integer), cast(max(taken.loaded_at) as timestamp))
            from "staging"."stg_batches" as taken
            where exists (
                select 1 from "star"."dim_series" as done where done.batch_id = taken.batch_id
            )
        ),
        timestamp '1970-01-01 00:00:00'
    )
)

),

told as (

    select
        candles.market,
        candles.symbol,
        candles.interval_name,
        min(candles.opened_at) as first_opened_at,
        max(candles.opened_at) as last_opened_at,
        max(candles.batch_id) as batch_id
    from candles
    group by
        candles.market,
        candles.symbol,
        candles.interval_name

    union all

    select
        known.market,
        known.symbol,
        known.interval_name,
        known.first_opened_at,
        known.last_opened_at,
        known.batch_id
    from "star"."dim_series" as known

),

series as (

    select
        -- keys
        told.market,
        told.symbol,
        told.interval_name,

        -- times
        min(told.first_opened_at) as first_opened_at,
        max(told.last_opened_at) as last_opened_at,

        -- origin
        max(told.batch_id) as batch_id

    from told
    group by
        told.market,
        told.symbol,
        told.interval_name

)

select * from series
