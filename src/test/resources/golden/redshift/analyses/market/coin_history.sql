select
    -- times
    snapshots.extracted_at,

    -- numbers
    snapshots.rank,
    snapshots.price_usd,
    snapshots.price_btc,
    snapshots.percent_change_1h,
    snapshots.percent_change_24h,
    snapshots.percent_change_7d,
    snapshots.market_cap_usd,
    snapshots.volume_usd_24h,
    snapshots.circulating_supply

from "star"."fct_coin_snapshots" as snapshots
where snapshots.coin_id = cast(/* coin_id */ ? as bigint)
