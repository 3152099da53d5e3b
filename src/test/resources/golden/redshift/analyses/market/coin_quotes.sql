with

quotes as (

    select * from "star"."fct_market_quotes" as fct_market_quotes
    where fct_market_quotes.coin_id = cast(/* coin_id */ ? as bigint)

),

exchanges as (

    select * from "star"."dim_exchange"

),

newest_poll as (

    select max(quotes.batch_id) as batch_id
    from quotes

),

newest as (

    select quotes.*
    from quotes
    inner join newest_poll
        on quotes.batch_id = newest_poll.batch_id
    where quotes.price_usd > 0

),

middle as (

    select
        percentile_cont(0.5) within group (
            order by cast(newest.price_usd as double precision)
        ) as price_usd
    from newest

),

compared as (

    select
        -- keys
        newest.exchange_id,

        -- text
        newest.exchange_name,
        newest.base,
        newest.quote,
        exchanges.country,

        -- numbers
        newest.price,
        newest.price_usd,
        middle.price_usd as median_price_usd,
        100 * (cast(newest.price_usd as double precision) - middle.price_usd)
        / nullif(middle.price_usd, 0) as spread_percent,
        newest.volume_usd_24h,

        -- times
        newest.quoted_at,

        -- origin
        newest.batch_id,
        newest.part,
        newest.line

    from newest
    cross join middle
    left join exchanges
        on newest.exchange_id = exchanges.exchange_id

)

select * from compared
