<@config order_by=["opened_at"] />
<#-- Candles of an hour or a day, of which there are few, for all that is made of whole ones; else minutes. -->
<#assign seconds = param("bucket_seconds", "integer")>
<#assign hour = "3600">
<#assign day = "86400">
<#assign of_hours = "mod(" + seconds + ", " + hour + ") = 0">

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
        ${time_bucket(seconds, "candles.opened_at")} as bucket_at
    from ${ref("fct_ohlcv")} as candles
    where
        ${seconds} < ${day}
        and not ${of_hours}
        and candles.interval_name = 'minute'
        and candles.market = ${param("market", "text", "spot")}
        and candles.symbol = ${param("symbol", "text")}
        and candles.opened_at >= ${param("from", "timestamp")}
        and candles.opened_at < ${param("to", "timestamp")}

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
        ${time_bucket(seconds, "candles.opened_hour")} as bucket_at
    from ${ref("ohlcv_hourly")} as candles
    where
        ${seconds} < ${day}
        and ${of_hours}
        and candles.market = ${param("market", "text", "spot")}
        and candles.symbol = ${param("symbol", "text")}
        and candles.opened_hour >= ${param("from", "timestamp")}
        and candles.opened_hour < ${param("to", "timestamp")}

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
        ${time_bucket(seconds, "candles.opened_date")} as bucket_at
    from ${ref("ohlcv_daily")} as candles
    where
        ${seconds} >= ${day}
        and candles.market = ${param("market", "text", "spot")}
        and candles.symbol = ${param("symbol", "text")}
        and candles.opened_date >= ${param("from", "timestamp")}
        and candles.opened_date < ${param("to", "timestamp")}

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
        ${earliest('candles."open"', "candles.opened_at", "numeric(38, 12)")} as "open",
        max(candles.high) as high,
        min(candles.low) as low,
        ${latest("candles.close", "candles.opened_at", "numeric(38, 12)")} as close,
        cast(sum(candles.volume_base) as numeric(38, 12)) as volume_base,
        cast(sum(candles.volume_quote) as numeric(38, 12)) as volume_quote,
        cast(sum(candles.trade_count) as bigint) as trade_count

    from candles
    group by candles.bucket_at

)

select * from bucketed
