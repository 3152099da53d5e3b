<@config
    materialized="incremental"
    unique_key=["market", "symbol", "interval_name"]
    strategy="merge"
    backfill="whole"
    declared_by="migration"
/>
<#-- What would otherwise be asked of every candle there is: which pairs there are, and from when to when. -->

with

candles as (

    select * from ${ref("fct_ohlcv")} as fct_ohlcv
    where fct_ohlcv.batch_id in (${new_batches("history")})

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
    <#if is_incremental()>

    union all

    select
        known.market,
        known.symbol,
        known.interval_name,
        known.first_opened_at,
        known.last_opened_at,
        known.batch_id
    from ${this} as known
    </#if>

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
