select
    -- keys
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as coin_id,

    -- text
    nullif(trim(regexp_replace(translate(coins.symbol, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as symbol,
    nullif(trim(regexp_replace(translate(coins.name, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as name,
    nullif(trim(regexp_replace(translate(coins.nameid, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as name_id,

    -- numbers
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as integer) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.rank), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as integer) else cast(null as integer) end else cast(null as integer) end as rank,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as price_usd,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 24)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.price_btc), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 24)) else cast(null as numeric(38, 24)) end as price_btc,
    case when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_1h), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end as percent_change_1h,
    case when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_24h), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end as percent_change_24h,
    case when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), '.') as numeric(38, 8)) when (lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(trim(coins.percent_change_7d), ''), '0?') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 8)) else cast(null as numeric(38, 8)) end as percent_change_7d,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.market_cap_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as market_cap_usd,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 24)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 24)) else cast(null as numeric(38, 24)) end as volume_usd_24h,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 24)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.volume24a), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 24)) else cast(null as numeric(38, 24)) end as volume_usd_previous_24h,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.csupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as circulating_supply,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.tsupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as total_supply,
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(coins.msupply), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as max_supply,

    -- times
    coins.extracted_at,

    -- origin
    coins.batch_id,
    coins.part,
    coins.line

from "raw"."coins" as coins
