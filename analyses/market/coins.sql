<@config order_by=["rank", "coin_id"] />

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

listed as (

    select
        -- keys
        snapshots.coin_id,

        -- text
        coins.symbol,
        coins.name,

        -- numbers
        snapshots.rank,
        snapshots.price_usd,
        snapshots.percent_change_1h,
        snapshots.percent_change_24h,
        snapshots.percent_change_7d,
        snapshots.market_cap_usd,
        snapshots.volume_usd_24h,
        snapshots.circulating_supply,
        snapshots.total_supply,
        snapshots.max_supply,

        -- times
        snapshots.extracted_at,

        -- origin
        snapshots.batch_id,
        snapshots.part,
        snapshots.line

    from snapshots
    inner join newest_poll
        on snapshots.batch_id = newest_poll.batch_id
    inner join coins
        on snapshots.coin_id = coins.coin_id

)

select * from listed
