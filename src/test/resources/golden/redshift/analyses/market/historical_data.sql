with

candles as (

    select * from "star"."fct_ohlcv"

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
        candles.symbol = coalesce(cast(/* symbol */ ? as varchar(65535)), candles.symbol)
        and candles.interval_name
        = coalesce(cast(/* interval_name */ ? as varchar(65535)), candles.interval_name)

)

select * from chosen
