with

candles as (

    select
        fct_ohlcv.*,
        date_trunc('hour', cast(fct_ohlcv.opened_at as timestamp)) as opened_hour
    from "star"."fct_ohlcv" as fct_ohlcv
    where
        fct_ohlcv.interval_name = 'minute'

),

minutes as (

    select candles.*
    from candles

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
