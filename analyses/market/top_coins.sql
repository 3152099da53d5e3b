<@config order_by=["quoted_at desc", "coin_id", "volume_usd_24h desc", "exchange_id"] />

with

quotes as (

    select * from ${ref("quotes_by_exchange")}

),

coins as (

    select * from ${ref("dim_coin")}

),

named as (

    select
        -- keys
        quotes.coin_id,
        quotes.exchange_id,

        -- text
        coins.symbol,
        coins.name,
        quotes.exchange_name,
        quotes.base,
        quotes.quote,
        quotes.country,
        quotes.url,

        -- numbers
        quotes.price,
        quotes.price_usd,
        quotes.volume_24h,
        quotes.volume_usd_24h,

        -- times
        quotes.date_live,
        quotes.quoted_at,

        -- origin
        quotes.batch_id,
        quotes.part,
        quotes.line

    from quotes
    inner join coins
        on quotes.coin_id = coins.coin_id

)

select * from named
