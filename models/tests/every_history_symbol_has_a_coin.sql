<@config severity="warn" />
<#-- A pair whose base no poll has told yet cannot be joined to a coin. -->
select distinct candles.symbol
from ${ref("fct_ohlcv")} as candles
left join ${ref("bridge_coin")} as bridge
    on
        candles.symbol = bridge.symbol
        and bridge.kind = 'pair'
where bridge.coin_id is null
