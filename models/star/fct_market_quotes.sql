<@config
    materialized="incremental"
    unique_key=["coin_id", "exchange_name", "base", "quote", "quoted_at"]
    strategy="merge"
    backfill="batches"
    declared_by="migration"
/>

with

markets as (

    select * from ${ref("stg_markets")} as stg_markets
    where stg_markets.batch_id in (${new_batches("markets")})

),

exchanges as (

    select * from ${ref("dim_exchange")}

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

<#if is_incremental()>
,

known as (

    select * from ${this}

),

-- joined to the table itself, so that a key can be looked up in an index
better as (

    select quotes.*
    from quotes
    left join ${this} as known
        on
            quotes.coin_id = known.coin_id
            and quotes.exchange_name = known.exchange_name
            and quotes.base = known.base
            and quotes.quote = known.quote
            and quotes.quoted_at = known.quoted_at
    where known.batch_id is null or quotes.batch_id > known.batch_id

),

-- an exchange may be listed after its quotes, and another become the busier of a name
moved as (

    select
        -- keys
        known.coin_id,
        exchange_names.exchange_id,

        -- text
        known.exchange_name,
        known.base,
        known.quote,

        -- numbers
        known.price,
        known.price_usd,
        known.volume_24h,
        known.volume_usd_24h,

        -- times
        known.quoted_date,
        known.quoted_at,

        -- origin
        known.batch_id,
        known.part,
        known.line

    from known
    left join exchange_names
        on
            known.exchange_name = exchange_names.name
            and exchange_names.place = 1
    left join better
        on
            known.coin_id = better.coin_id
            and known.exchange_name = better.exchange_name
            and known.base = better.base
            and known.quote = better.quote
            and known.quoted_at = better.quoted_at
    where
        coalesce(known.exchange_id, -1) <> coalesce(exchange_names.exchange_id, -1)
        and better.batch_id is null

)

select * from better
union all
select * from moved
<#else>
select * from quotes
</#if>
