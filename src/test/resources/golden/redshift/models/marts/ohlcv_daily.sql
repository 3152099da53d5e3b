with

candles as (

    select
        ohlcv_hourly.*,
        cast(ohlcv_hourly.opened_hour as date) as opened_date
    from "marts"."ohlcv_hourly" as ohlcv_hourly

),

hours as (

    select candles.*
    from candles

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
