with

coins as (

    select * from "staging"."stg_coins" as stg_coins
    where stg_coins.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'coins'
    and not exists (
        select 1 from "star"."dim_coin" as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select dateadd(minute, cast(-10 as integer), cast(max(taken.loaded_at) as timestamp))
            from "staging"."stg_batches" as taken
            where exists (
                select 1 from "star"."dim_coin" as done where done.batch_id = taken.batch_id
            )
        ),
        timestamp '1970-01-01 00:00:00'
    )
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
    from "star"."dim_coin" as known
    where known.coin_id in (select coins.coin_id from coins)

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
