with

markets as (

    select * from "raw"."markets"

),

typed as (

    select
        -- keys
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.coin_id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as coin_id,

        -- text
        nullif(trim(regexp_replace(translate(markets.name, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as exchange_name,
        nullif(trim(regexp_replace(translate(markets.base, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as base,
        nullif(trim(regexp_replace(translate(markets.quote, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as quote,

        -- numbers
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as price,
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.price_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as price_usd,
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as volume_24h,
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as volume_usd_24h,
        cast(case when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(18, 3)) when (lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(markets.time), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(18, 3)) else cast(null as numeric(18, 3)) end as bigint) as unix_time,

        -- times
        markets.extracted_at,

        -- origin
        markets.batch_id,
        markets.part,
        markets.line

    from markets

),

timed as (

    select
        -- keys
        typed.coin_id,

        -- text
        typed.exchange_name,
        typed.base,
        typed.quote,

        -- numbers
        typed.price,
        typed.price_usd,
        typed.volume_24h,
        typed.volume_usd_24h,

        -- times
        dateadd(ms, cast(cast(case when typed.unix_time > 100000000000 then typed.unix_time else typed.unix_time * 1000 end as bigint) % 86400000 as integer), dateadd(day, cast(cast(case when typed.unix_time > 100000000000 then typed.unix_time else typed.unix_time * 1000 end as bigint) / 86400000 as integer), timestamp '1970-01-01 00:00:00')) as quoted_at,
        typed.extracted_at,

        -- origin
        typed.batch_id,
        typed.part,
        typed.line

    from typed

)

select * from timed
