<@config
    materialized="incremental"
    unique_key=["coin_id", "batch_id"]
    strategy="merge"
    backfill="batches"
    declared_by="migration"
/>
<#-- A poll is one batch, a batch is taken whole in one statement: it stands here with every coin or not at all. -->

with

coins as (

    select * from ${ref("stg_coins")} as stg_coins
    where stg_coins.batch_id in (${new_batches("coins")})

),

-- extraction keeps a coin once a poll; should it not, the row read last is the newest
ranked as (

    select
        coins.*,
        row_number() over (
            partition by coins.coin_id, coins.batch_id
            order by coins.part desc, coins.line desc
        ) as recency
    from coins

),

snapshots as (

    select
        -- keys
        ranked.coin_id,

        -- numbers
        ranked.rank,
        ranked.price_usd,
        ranked.price_btc,
        ranked.percent_change_1h,
        ranked.percent_change_24h,
        ranked.percent_change_7d,
        ranked.market_cap_usd,
        ranked.volume_usd_24h,
        ranked.volume_usd_previous_24h,
        ranked.circulating_supply,
        ranked.total_supply,
        ranked.max_supply,

        -- times
        cast(ranked.extracted_at as date) as extracted_date,
        ranked.extracted_at,

        -- origin
        ranked.batch_id,
        ranked.part,
        ranked.line

    from ranked
    where ranked.recency = 1

)

select * from snapshots
