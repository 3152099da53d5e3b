with

minutes as (

    select
        candles.opened_at,
        candles."open",
        candles.high,
        candles.low,
        candles.close,
        candles.volume_base,
        candles.volume_quote,
        candles.trade_count,
        dateadd(second, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_at as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_at as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) % 86400 as integer), dateadd(day, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_at as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_at as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) / 86400 as integer), timestamp '1970-01-01 00:00:00')) as bucket_at
    from "star"."fct_ohlcv" as candles
    where
        cast(/* bucket_seconds */ ? as bigint) < 86400
        and not mod(cast(/* bucket_seconds */ ? as bigint), 3600) = 0
        and candles.interval_name = 'minute'
        and candles.market = cast(/* market */ ? as varchar(65535))
        and candles.symbol = cast(/* symbol */ ? as varchar(65535))
        and candles.opened_at >= cast(/* from */ ? as timestamp)
        and candles.opened_at < cast(/* to */ ? as timestamp)

),

hours as (

    select
        candles.first_opened_at as opened_at,
        candles."open",
        candles.high,
        candles.low,
        candles.close,
        candles.volume_base,
        candles.volume_quote,
        candles.trade_count,
        dateadd(second, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_hour as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_hour as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) % 86400 as integer), dateadd(day, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_hour as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_hour as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) / 86400 as integer), timestamp '1970-01-01 00:00:00')) as bucket_at
    from "marts"."ohlcv_hourly" as candles
    where
        cast(/* bucket_seconds */ ? as bigint) < 86400
        and mod(cast(/* bucket_seconds */ ? as bigint), 3600) = 0
        and candles.market = cast(/* market */ ? as varchar(65535))
        and candles.symbol = cast(/* symbol */ ? as varchar(65535))
        and candles.opened_hour >= cast(/* from */ ? as timestamp)
        and candles.opened_hour < cast(/* to */ ? as timestamp)

),

days as (

    select
        candles.first_opened_at as opened_at,
        candles."open",
        candles.high,
        candles.low,
        candles.close,
        candles.volume_base,
        candles.volume_quote,
        candles.trade_count,
        dateadd(second, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_date as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_date as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) % 86400 as integer), dateadd(day, cast((datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_date as timestamp)) - datediff(second, timestamp '1970-01-01 00:00:00', cast(candles.opened_date as timestamp)) % (cast(/* bucket_seconds */ ? as bigint))) / 86400 as integer), timestamp '1970-01-01 00:00:00')) as bucket_at
    from "marts"."ohlcv_daily" as candles
    where
        cast(/* bucket_seconds */ ? as bigint) >= 86400
        and candles.market = cast(/* market */ ? as varchar(65535))
        and candles.symbol = cast(/* symbol */ ? as varchar(65535))
        and candles.opened_date >= cast(/* from */ ? as timestamp)
        and candles.opened_date < cast(/* to */ ? as timestamp)

),

candles as (

    select * from minutes

    union all

    select * from hours

    union all

    select * from days

),

bucketed as (

    select
        -- times
        candles.bucket_at as opened_at,

        -- numbers
        cast(substring(min(to_char(cast(candles.opened_at as timestamp), 'YYYYMMDDHH24MISSUS') || cast(candles."open" as varchar)), 21) as numeric(38, 12)) as "open",
        max(candles.high) as high,
        min(candles.low) as low,
        cast(substring(max(to_char(cast(candles.opened_at as timestamp), 'YYYYMMDDHH24MISSUS') || cast(candles.close as varchar)), 21) as numeric(38, 12)) as close,
        cast(sum(candles.volume_base) as numeric(38, 12)) as volume_base,
        cast(sum(candles.volume_quote) as numeric(38, 12)) as volume_quote,
        cast(sum(candles.trade_count) as bigint) as trade_count

    from candles
    group by candles.bucket_at

)

select * from bucketed
