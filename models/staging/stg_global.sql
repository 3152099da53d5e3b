<@config materialized="view" />

select
    -- numbers
    ${clean_number("figures.coins_count", "bigint")} as coins_count,
    ${clean_number("figures.active_markets", "bigint")} as active_markets,
    ${clean_number("figures.total_mcap", "numeric(38, 12)")} as market_cap_usd,
    ${clean_number("figures.total_volume", "numeric(38, 12)")} as volume_usd_24h,
    ${clean_number("figures.btc_d", "numeric(38, 8)")} as btc_dominance_percent,
    ${clean_number("figures.eth_d", "numeric(38, 8)")} as eth_dominance_percent,
    ${signed_number("figures.mcap_change", "numeric(38, 8)")}
        as market_cap_change_percent_24h,
    ${signed_number("figures.volume_change", "numeric(38, 8)")}
        as volume_change_percent_24h,
    ${signed_number("figures.avg_change_percent", "numeric(38, 8)")}
        as average_change_percent_24h,
    ${clean_number("figures.volume_ath", "numeric(38, 12)")} as volume_usd_all_time_high,
    ${clean_number("figures.mcap_ath", "numeric(38, 12)")}
        as market_cap_usd_all_time_high,

    -- times
    figures.extracted_at,

    -- origin
    figures.batch_id,
    figures.part,
    figures.line

from ${source("raw", "global")} as figures
