with

changed as (

    select
        fct_ohlcv.market,
        fct_ohlcv.symbol,
        date_trunc('hour', cast(min(fct_ohlcv.opened_at) as timestamp)) as begins_at,
        dateadd(hour, cast(1 as integer), cast(date_trunc('hour', cast(max(fct_ohlcv.opened_at) as timestamp)) as timestamp)) as ends_at
    from "star"."fct_ohlcv" as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        and fct_ohlcv.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
    and not exists (
        select 1 from "marts"."ohlcv_hourly" as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select dateadd(minute, cast(-10 as integer), cast(max(taken.loaded_at) as timestamp))
            from "staging"."stg_batches" as taken
            where exists (
                select 1 from "marts"."ohlcv_hourly" as done where done.batch_id = taken.batch_id
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
        fct_ohlcv.*,
        date_trunc('hour', cast(fct_ohlcv.opened_at as timestamp)) as opened_hour
    from "star"."fct_ohlcv" as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        -- of all pairs; of a time in a join alone a planner expects that much of a table fits
        and fct_ohlcv.opened_at >= (select min(changed.begins_at) from changed)
        and fct_ohlcv.opened_at < (select max(changed.ends_at) from changed)

),

minutes as (

    select candles.*
    from candles
    inner join changed
        on
            candles.market = changed.market
            and candles.symbol = changed.symbol
            and candles.opened_at >= changed.begins_at
            and candles.opened_at < changed.ends_at

),

ends as (

    select
        minutes.market,
        minutes.symbol,
        minutes.opened_hour,
        min(minutes.opened_at) as first_opened_at,
        max(minutes.opened_at) as last_opened_at
    from minutes
    group by
        minutes.market,
        minutes.symbol,
        minutes.opened_hour

),

hours as (

    select
        -- keys
        minutes.market,
        minutes.symbol,
        minutes.opened_hour,

        -- numbers
        cast(
            max(case when minutes.opened_at = ends.first_opened_at then minutes."open" end)
            as numeric(38, 12)
        ) as "open",
        cast(max(minutes.high) as numeric(38, 12)) as high,
        cast(min(minutes.low) as numeric(38, 12)) as low,
        cast(
            max(case when minutes.opened_at = ends.last_opened_at then minutes.close end)
            as numeric(38, 12)
        ) as close,
        cast(sum(minutes.volume_base) as numeric(38, 12)) as volume_base,
        cast(sum(minutes.volume_quote) as numeric(38, 12)) as volume_quote,
        cast(sum(minutes.trade_count) as bigint) as trade_count,
        cast(count(*) as integer) as minutes,

        -- times
        min(minutes.opened_at) as first_opened_at,
        max(minutes.opened_at) as last_opened_at,

        -- origin
        max(minutes.batch_id) as batch_id

    from minutes
    inner join ends
        on
            minutes.market = ends.market
            and minutes.symbol = ends.symbol
            and minutes.opened_hour = ends.opened_hour
    group by
        minutes.market,
        minutes.symbol,
        minutes.opened_hour

)

select * from hours
