<@config order_by=["opened_at desc", "symbol", "market", "interval_name"] />

with

candles as (

    select * from ${ref("fct_ohlcv")}

),

chosen as (

    select
        -- keys
        candles.market,
        candles.symbol,
        candles.interval_name,

        -- numbers
        candles."open",
        candles.high,
        candles.low,
        candles.close,
        candles.volume_base,
        candles.volume_quote,
        candles.trade_count,

        -- times
        candles.opened_at,

        -- origin
        candles.batch_id,
        candles.part,
        candles.line

    from candles
    where
        candles.symbol = coalesce(${param("symbol", "text", "")}, candles.symbol)
        and candles.interval_name
        = coalesce(${param("interval_name", "text", "")}, candles.interval_name)

)

select * from chosen
