select
    -- numbers
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.coins_count), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as coins_count,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.active_markets), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as active_markets,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_mcap), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as market_cap_usd,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.total_volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as volume_usd_24h,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.btc_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end as btc_dominance_percent,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.eth_d), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end as eth_dominance_percent,
    case when (lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.mcap_change), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end
        as market_cap_change_percent_24h,
    case when (lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.volume_change), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end
        as volume_change_percent_24h,
    case when (lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(figures.avg_change_percent), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end
        as average_change_percent_24h,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.volume_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as volume_usd_all_time_high,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(figures.mcap_ath), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end
        as market_cap_usd_all_time_high,

    -- times
    figures.extracted_at,

    -- origin
    figures.batch_id,
    figures.part,
    figures.line

from "raw"."global" as figures
