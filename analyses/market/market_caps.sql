<@config order_by=["place"] />

with

snapshots as (

    select * from ${ref("fct_coin_snapshots")}

),

coins as (

    select * from ${ref("dim_coin")}

),

-- not from snapshots: what is named twice is first gathered whole, and here that is every poll there ever was
newest_poll as (

    select max(fct_coin_snapshots.batch_id) as batch_id
    from ${ref("fct_coin_snapshots")} as fct_coin_snapshots

),

placed as (

    select
        snapshots.*,
        row_number() over (
            order by snapshots.market_cap_usd desc, snapshots.coin_id
        ) as place
    from snapshots
    inner join newest_poll
        on snapshots.batch_id = newest_poll.batch_id
    where snapshots.market_cap_usd is not null

),

largest as (

    select
        -- keys
        placed.place,
        placed.coin_id,

        -- text
        coins.symbol,
        coins.name,

        -- numbers
        placed.market_cap_usd,
        placed.price_usd,
        placed.percent_change_1h,
        placed.percent_change_24h,
        placed.percent_change_7d,
        placed.volume_usd_24h,

        -- times
        placed.extracted_at

    from placed
    inner join coins
        on placed.coin_id = coins.coin_id
    where placed.place <= ${param("top", "integer", 50)}

)

select * from largest
