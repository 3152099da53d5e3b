<@config
    materialized="incremental"
    unique_key=["market", "symbol", "opened_date"]
    strategy="delete+insert"
/>
<#-- A day is computed anew when a new batch changed one of its minutes, and then from all of its minutes. -->

with

<#if is_incremental()>
changed_days as (

    select distinct
        fct_ohlcv.market,
        fct_ohlcv.symbol,
        fct_ohlcv.opened_date
    from ${ref("fct_ohlcv")} as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'
        and fct_ohlcv.batch_id in (${new_batches("history")})

),

</#if>
candles as (

    select * from ${ref("fct_ohlcv")} as fct_ohlcv
    where fct_ohlcv.interval_name = 'minute'

),

minutes as (

    select candles.*
    from candles
    <#if is_incremental()>
    inner join changed_days
        on
            candles.market = changed_days.market
            and candles.symbol = changed_days.symbol
            and candles.opened_date = changed_days.opened_date
            -- the same once more: what finds a candle by key knows its time, not its day
            and candles.opened_at >= cast(changed_days.opened_date as timestamp)
            and candles.opened_at
                < ${date_add("day", "1", "changed_days.opened_date")}
    </#if>

),

ends as (

    select
        minutes.market,
        minutes.symbol,
        minutes.opened_date,
        min(minutes.opened_at) as first_opened_at,
        max(minutes.opened_at) as last_opened_at
    from minutes
    group by
        minutes.market,
        minutes.symbol,
        minutes.opened_date

),

days as (

    select
        -- keys
        minutes.market,
        minutes.symbol,
        minutes.opened_date,

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
            and minutes.opened_date = ends.opened_date
    group by
        minutes.market,
        minutes.symbol,
        minutes.opened_date

)

select * from days
