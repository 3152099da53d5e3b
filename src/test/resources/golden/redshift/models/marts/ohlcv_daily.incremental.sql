with

changed as (

    select
        fct_ohlcv.market,
        fct_ohlcv.symbol,
        cast(min(fct_ohlcv.opened_date) as timestamp) as begins_at,
        dateadd(day, cast(1 as integer), cast(max(fct_ohlcv.opened_date) as timestamp)) as ends_at
    from "star"."fct_ohlcv" as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        and fct_ohlcv.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
    and not exists (
        select 1 from "marts"."ohlcv_daily" as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select dateadd(minute, cast(-10 as integer), cast(max(taken.loaded_at) as timestamp))
            from "staging"."stg_batches" as taken
            where exists (
                select 1 from "marts"."ohlcv_daily" as done where done.batch_id = taken.batch_id
            )
        ),
        timestamp '1970-01-01 00:00:00'
    )
)
    group by
        fct_ohlcv.market,
        fct_ohlcv.symbol

),

candles as (

    select
        ohlcv_hourly.*,
        cast(ohlcv_hourly.opened_hour as date) as opened_date
    from "marts"."ohlcv_hourly" as ohlcv_hourly
    -- of all pairs; of a time in a join alone a planner expects that much of a table fits
    where
        ohlcv_hourly.opened_hour >= (select min(changed.begins_at) from changed)
        and ohlcv_hourly.opened_hour < (select max(changed.ends_at) from changed)

),

hours as (

    select candles.*
    from candles
    inner join changed
        on
            candles.market = changed.market
            and candles.symbol = changed.symbol
            and candles.opened_hour >= changed.begins_at
            and candles.opened_hour < changed.ends_at

),

ends as (

    select
        hours.market,
        hours.symbol,
        hours.opened_date,
        min(hours.first_opened_at) as first_opened_at,
        max(hours.last_opened_at) as last_opened_at
    from hours
    group by
        hours.market,
        hours.symbol,
        hours.opened_date

),

days as (

    select
        -- keys
        hours.market,
        hours.symbol,
        hours.opened_date,

        -- numbers
        cast(
            max(case when hours.first_opened_at = ends.first_opened_at then hours."open" end)
            as numeric(38, 12)
        ) as "open",
        cast(max(hours.high) as numeric(38, 12)) as high,
        cast(min(hours.low) as numeric(38, 12)) as low,
        cast(
            max(case when hours.last_opened_at = ends.last_opened_at then hours.close end)
            as numeric(38, 12)
        ) as close,
        cast(sum(hours.volume_base) as numeric(38, 12)) as volume_base,
        cast(sum(hours.volume_quote) as numeric(38, 12)) as volume_quote,
        cast(sum(hours.trade_count) as bigint) as trade_count,
        cast(sum(hours.minutes) as integer) as minutes,

        -- times
        min(hours.first_opened_at) as first_opened_at,
        max(hours.last_opened_at) as last_opened_at,

        -- origin
        max(hours.batch_id) as batch_id

    from hours
    inner join ends
        on
            hours.market = ends.market
            and hours.symbol = ends.symbol
            and hours.opened_date = ends.opened_date
    group by
        hours.market,
        hours.symbol,
        hours.opened_date

)

select * from days
