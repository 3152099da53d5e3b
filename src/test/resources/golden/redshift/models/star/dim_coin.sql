with

coins as (

    select * from "staging"."stg_coins" as stg_coins
    where stg_coins.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'coins'
)

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
