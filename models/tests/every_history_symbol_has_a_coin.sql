<@config severity="warn" />
<#-- A pair whose base no poll has told yet cannot be joined to a coin. -->
select distinct series.symbol
from ${ref("dim_series")} as series
left join ${ref("bridge_coin")} as bridge
    on
        series.symbol = bridge.symbol
        and bridge.kind = 'pair'
where bridge.coin_id is null
