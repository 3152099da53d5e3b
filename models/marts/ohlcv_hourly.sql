<@config
    materialized="incremental"
    unique_key=["market", "symbol", "opened_hour"]
    strategy="delete+insert"
    backfill="batches"
/>
<#-- An hour is computed anew, and then from all of its minutes, when it lies between the first and the last minute that new
     batches changed of a pair. Hours between that did not change come out as they were. -->

with

<#if is_incremental()>
changed as (

    select
        fct_ohlcv.market,
        fct_ohlcv.symbol,
        ${date_trunc("hour", "min(fct_ohlcv.opened_at)")} as begins_at,
        ${date_add("hour", "1", date_trunc("hour", "max(fct_ohlcv.opened_at)"))} as ends_at
    from ${ref("fct_ohlcv")} as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        and fct_ohlcv.batch_id in (${new_batches("history")})
    group by
        fct_ohlcv.market,
        fct_ohlcv.symbol

),

</#if>
candles as (

    select
        fct_ohlcv.*,
        ${date_trunc("hour", "fct_ohlcv.opened_at")} as opened_hour
    from ${ref("fct_ohlcv")} as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        <#if is_incremental()>
        -- of all pairs; of a time in a join alone a planner expects that much of a table fits
        and fct_ohlcv.opened_at >= (select min(changed.begins_at) from changed)
        and fct_ohlcv.opened_at < (select max(changed.ends_at) from changed)
        </#if>

),

minutes as (

    select candles.*
    from candles
    <#if is_incremental()>
    inner join changed
        on
            candles.market = changed.market
            and candles.symbol = changed.symbol
            and candles.opened_at >= changed.begins_at
            and candles.opened_at < changed.ends_at
    </#if>

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
