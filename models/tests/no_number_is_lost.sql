<#-- A text that is there, that is none of Coinlore's words for unknown and yet became no number, is a value that
     staging cannot read. Asks the newest poll only. -->
<#assign columns = {
    "rank": "rank",
    "price_usd": "price_usd",
    "price_btc": "price_btc",
    "percent_change_1h": "percent_change_1h",
    "percent_change_24h": "percent_change_24h",
    "percent_change_7d": "percent_change_7d",
    "market_cap_usd": "market_cap_usd",
    "volume24": "volume_usd_24h",
    "volume24a": "volume_usd_previous_24h",
    "csupply": "circulating_supply",
    "tsupply": "total_supply",
    "msupply": "max_supply"
}>
with

raw_coins as (

    select * from ${source("raw", "coins")} as coins
    where coins.batch_id = (
        select max(newest.batch_id) from ${source("raw", "coins")} as newest
    )

),

coins as (

    select * from ${ref("stg_coins")} as stg_coins
    where stg_coins.batch_id = (
        select max(newest.batch_id) from ${source("raw", "coins")} as newest
    )

)

select
    raw_coins.batch_id,
    raw_coins.part,
    raw_coins.line,
    raw_coins.id
from raw_coins
inner join coins
    on
        raw_coins.batch_id = coins.batch_id
        and raw_coins.part = coins.part
        and raw_coins.line = coins.line
where
    <#list columns as text, number>
    (
        trim(raw_coins.${text}) not in ('', '0?', '-1')
        and coins.${number} is null
    )
    <#sep>or </#sep>
    </#list>
