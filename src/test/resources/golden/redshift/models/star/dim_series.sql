with

candles as (

    select * from "star"."fct_ohlcv" as fct_ohlcv
    where fct_ohlcv.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
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
