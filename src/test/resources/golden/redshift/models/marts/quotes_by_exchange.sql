with

quotes as (

    select * from "star"."fct_market_quotes"

),

exchanges as (

    select * from "star"."dim_exchange"

),

joined as (

    select
        -- keys
        quotes.coin_id,
        quotes.exchange_id,

        -- text
        exchanges.name as exchange_name,
        quotes.base,
        quotes.quote,
        exchanges.url,
        exchanges.country,

        -- numbers
        quotes.price,
        quotes.price_usd,
        quotes.volume_24h,
        quotes.volume_usd_24h,

        -- times
        exchanges.date_live,
        quotes.quoted_at,

        -- origin
        quotes.batch_id,
        quotes.part,
        quotes.line

    from quotes
    inner join exchanges
        on quotes.exchange_id = exchanges.exchange_id

)

select * from joined
