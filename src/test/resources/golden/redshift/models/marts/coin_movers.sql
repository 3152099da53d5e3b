with

snapshots as (

    select * from "star"."fct_coin_snapshots"

),

coins as (

    select * from "star"."dim_coin"

),

-- not from snapshots: what is named twice is first gathered whole, and here that is every poll there ever was
newest_poll as (

    select max(fct_coin_snapshots.batch_id) as batch_id
    from "star"."fct_coin_snapshots" as fct_coin_snapshots

),

traded as (

    select snapshots.*
    from snapshots
    inner join newest_poll
        on snapshots.batch_id = newest_poll.batch_id
    where
        snapshots.percent_change_24h is not null
        and snapshots.volume_usd_24h >= 50000

),

placed as (

    select
        'winner' as direction,
        row_number() over (
            order by traded.percent_change_24h desc, traded.rank, traded.coin_id
        ) as place,
        traded.*
    from traded
    where traded.percent_change_24h > 0

    union all

    select
        'loser' as direction,
        row_number() over (
            order by traded.percent_change_24h, traded.rank, traded.coin_id
        ) as place,
        traded.*
    from traded
    where traded.percent_change_24h < 0

),

movers as (

    select
        -- keys
        placed.direction,
        placed.place,
        placed.coin_id,

        -- text
        coins.symbol,
        coins.name,

        -- numbers
        placed.rank,
        placed.price_usd,
        placed.percent_change_24h,
        placed.volume_usd_24h,

        -- times
        placed.extracted_at,

        -- origin
        placed.batch_id,
        placed.part,
        placed.line

    from placed
    inner join coins
        on placed.coin_id = coins.coin_id
    where placed.place <= 20

)

select * from movers
