with

markets as (

    select * from "staging"."stg_markets" as stg_markets
    where stg_markets.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'markets'
)

),

exchanges as (

    select * from "star"."dim_exchange"

),

-- a key has no nulls: a quote without a time is as old as the poll
keyed as (

    select
        markets.coin_id,
        coalesce(markets.exchange_name, 'unknown') as exchange_name,
        coalesce(markets.base, 'unknown') as base,
        coalesce(markets.quote, 'unknown') as quote,
        markets.price,
        markets.price_usd,
        markets.volume_24h,
        markets.volume_usd_24h,
        coalesce(markets.quoted_at, markets.extracted_at) as quoted_at,
        markets.batch_id,
        markets.part,
        markets.line
    from markets

),

-- a quote that did not change is polled again with the same time: the later poll counts
ranked as (

    select
        keyed.*,
        row_number() over (
            partition by
                keyed.coin_id,
                keyed.exchange_name,
                keyed.base,
                keyed.quote,
                keyed.quoted_at
            order by keyed.batch_id desc, keyed.part desc, keyed.line desc
        ) as recency
    from keyed

),

-- Coinlore tells an exchange's name and no id; of two of one name the busier is meant
exchange_names as (

    select
        exchanges.name,
        exchanges.exchange_id,
        row_number() over (
            partition by exchanges.name
            order by
                exchanges.last_seen_at desc,
                coalesce(exchanges.volume_usd_24h, 0) desc,
                exchanges.exchange_id
        ) as place
    from exchanges

),

quotes as (

    select
        -- keys
        ranked.coin_id,
        exchange_names.exchange_id,

        -- text
        ranked.exchange_name,
        ranked.base,
        ranked.quote,

        -- numbers
        ranked.price,
        ranked.price_usd,
        ranked.volume_24h,
        ranked.volume_usd_24h,

        -- times
        cast(ranked.quoted_at as date) as quoted_date,
        ranked.quoted_at,

        -- origin
        ranked.batch_id,
        ranked.part,
        ranked.line

    from ranked
    left join exchange_names
        on
            ranked.exchange_name = exchange_names.name
            and exchange_names.place = 1
    where ranked.recency = 1

)

select * from quotes
