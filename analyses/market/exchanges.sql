<@config order_by=["volume_usd_24h desc", "exchange_id"] />

select
    -- keys
    exchanges.exchange_id,

    -- text
    exchanges.name,
    exchanges.country,
    exchanges.url,

    -- numbers
    exchanges.volume_usd_24h,
    exchanges.active_pairs,

    -- times
    exchanges.date_live,
    exchanges.first_seen_at,
    exchanges.last_seen_at,

    -- origin
    exchanges.batch_id,
    exchanges.part,
    exchanges.line

from ${ref("dim_exchange")} as exchanges
