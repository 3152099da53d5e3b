<@config materialized="view" />

with

markets as (

    select * from ${source("raw", "markets")}

),

typed as (

    select
        -- keys
        ${clean_number("markets.coin_id", "bigint")} as coin_id,

        -- text
        ${clean_text("markets.name")} as exchange_name,
        ${clean_text("markets.base")} as base,
        ${clean_text("markets.quote")} as quote,

        -- numbers
        ${clean_number("markets.price", "numeric(38, 20)")} as price,
        ${clean_number("markets.price_usd", "numeric(38, 20)")} as price_usd,
        ${clean_number("markets.volume", "numeric(38, 20)")} as volume_24h,
        ${clean_number("markets.volume_usd", "numeric(38, 20)")} as volume_usd_24h,
        cast(${clean_number("markets.time", "numeric(18, 3)")} as bigint) as unix_time,

        -- times
        markets.extracted_at,

        -- origin
        markets.batch_id,
        markets.part,
        markets.line

    from markets

),

timed as (

    select
        -- keys
        typed.coin_id,

        -- text
        typed.exchange_name,
        typed.base,
        typed.quote,

        -- numbers
        typed.price,
        typed.price_usd,
        typed.volume_24h,
        typed.volume_usd_24h,

        -- times
        ${unix_timestamp("typed.unix_time")} as quoted_at,
        typed.extracted_at,

        -- origin
        typed.batch_id,
        typed.part,
        typed.line

    from typed

)

select * from timed
