<@config materialized="view" />

select
    -- keys
    ${clean_number("coins.id", "bigint")} as coin_id,

    -- text
    ${clean_text("coins.symbol")} as symbol,
    ${clean_text("coins.name")} as name,
    ${clean_text("coins.nameid")} as name_id,

    -- numbers
    ${clean_number("coins.rank", "integer")} as rank,
    ${clean_number("coins.price_usd", "numeric(38, 20)")} as price_usd,
    ${clean_number("coins.price_btc", "numeric(38, 24)")} as price_btc,
    ${signed_number("coins.percent_change_1h", "numeric(38, 8)")} as percent_change_1h,
    ${signed_number("coins.percent_change_24h", "numeric(38, 8)")} as percent_change_24h,
    ${signed_number("coins.percent_change_7d", "numeric(38, 8)")} as percent_change_7d,
    ${clean_number("coins.market_cap_usd", "numeric(38, 12)")} as market_cap_usd,
    ${clean_number("coins.volume24", "numeric(38, 24)")} as volume_usd_24h,
    ${clean_number("coins.volume24a", "numeric(38, 24)")} as volume_usd_previous_24h,
    ${clean_number("coins.csupply", "numeric(38, 12)")} as circulating_supply,
    ${clean_number("coins.tsupply", "numeric(38, 12)")} as total_supply,
    ${clean_number("coins.msupply", "numeric(38, 12)")} as max_supply,

    -- times
    coins.extracted_at,

    -- origin
    coins.batch_id,
    coins.part,
    coins.line

from ${source("raw", "coins")} as coins
