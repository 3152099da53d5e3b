<@config order_by=["coin_rank", "symbol", "market", "interval_name"] />

with

series as (

    select * from ${ref("dim_series")}

),

symbols as (

    select * from ${ref("bridge_coin")} as bridge_coin
    where bridge_coin.is_primary

),

coins as (

    select * from ${ref("dim_coin")}

),

named as (

    select
        -- keys
        series.symbol,
        series.market,
        series.interval_name,
        coins.coin_id,

        -- text
        coins.symbol as coin_symbol,
        coins.name as coin_name,

        -- numbers
        coins.rank as coin_rank,

        -- times
        series.first_opened_at,
        series.last_opened_at

    from series
    left join symbols
        on series.symbol = symbols.symbol
    left join coins
        on symbols.coin_id = coins.coin_id

)

select * from named
