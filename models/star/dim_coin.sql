<@config
    materialized="incremental"
    unique_key=["coin_id"]
    strategy="merge"
    backfill="whole"
    declared_by="migration"
/>
<#-- A row of the table competes with the new polls as one more sighting: so a batch that comes late moves
     first_seen_at, but never replaces what a later poll said. -->

with

coins as (

    select * from ${ref("stg_coins")} as stg_coins
    where stg_coins.batch_id in (${new_batches("coins")})

),

sightings as (

    select
        coins.coin_id,
        coins.symbol,
        coins.name,
        coins.name_id,
        coins.rank,
        coins.circulating_supply,
        coins.total_supply,
        coins.max_supply,
        coins.extracted_at as first_seen_at,
        coins.extracted_at as last_seen_at,
        coins.batch_id,
        coins.part,
        coins.line
    from coins
    <#if is_incremental()>

    union all

    select
        known.coin_id,
        known.symbol,
        known.name,
        known.name_id,
        known.rank,
        known.circulating_supply,
        known.total_supply,
        known.max_supply,
        known.first_seen_at,
        known.last_seen_at,
        known.batch_id,
        known.part,
        known.line
    from ${this} as known
    where known.coin_id in (select coins.coin_id from coins)
    </#if>

),

ranked as (

    select
        sightings.*,
        min(sightings.first_seen_at) over (partition by sightings.coin_id)
            as earliest_seen_at,
        row_number() over (
            partition by sightings.coin_id
            order by
                sightings.last_seen_at desc,
                sightings.batch_id desc,
                sightings.part desc,
                sightings.line desc
        ) as recency
    from sightings

),

latest as (

    select
        -- keys
        ranked.coin_id,

        -- text
        ranked.symbol,
        ranked.name,
        ranked.name_id,

        -- numbers
        ranked.rank,
        ranked.circulating_supply,
        ranked.total_supply,
        ranked.max_supply,

        -- times
        ranked.earliest_seen_at as first_seen_at,
        ranked.last_seen_at,

        -- origin
        ranked.batch_id,
        ranked.part,
        ranked.line

    from ranked
    where ranked.recency = 1

)

select * from latest
