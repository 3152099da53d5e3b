select
    -- text
    typed.market,
    typed.symbol,
    typed.interval_name,

    -- numbers
    typed."open",
    typed.high,
    typed.low,
    typed.close,
    typed.volume_base,
    typed.volume_quote,
    typed.trade_count,

    -- times
    dateadd(ms, cast(cast(case when typed.unix_time > 100000000000 then typed.unix_time else typed.unix_time * 1000 end as bigint) % 86400000 as integer), dateadd(day, cast(cast(case when typed.unix_time > 100000000000 then typed.unix_time else typed.unix_time * 1000 end as bigint) / 86400000 as integer), timestamp '1970-01-01 00:00:00')) as opened_at,
    typed.extracted_at,

    -- origin
    typed.batch_id,
    typed.part,
    typed.line

from (

    select
        -- text
        history.market,
        replace(upper(history.symbol), '/', '') as symbol,
        history.interval_name,

        -- numbers
        case when (lower(btrim(cast(history."open" as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history."open" as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history."open" as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history."open" as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history."open" as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as "open",
        case when (lower(btrim(cast(history.high as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.high as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history.high as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.high as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.high as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as high,
        case when (lower(btrim(cast(history.low as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.low as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history.low as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.low as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.low as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as low,
        case when (lower(btrim(cast(history.close as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.close as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history.close as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.close as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.close as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as close,
        case when (lower(btrim(cast(history.volume_base as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.volume_base as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history.volume_base as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.volume_base as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as volume_base,
        case when (lower(btrim(cast(history.volume_quote as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), '.') as numeric(38, 12)) when (lower(btrim(cast(history.volume_quote as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.volume_quote as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 12)) else cast(null as numeric(38, 12)) end as volume_quote,
        cast(case when (lower(btrim(cast(history.tradecount as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.tradecount as varchar), ' 	
')), '.') as numeric(18, 1)) when (lower(btrim(cast(history.tradecount as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.tradecount as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(18, 1)) else cast(null as numeric(18, 1)) end as bigint)
            as trade_count,

        -- seconds come as 1601276400.0
        cast(case when (lower(btrim(cast(history.unix as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(history.unix as varchar), ' 	
')), '.') as numeric(18, 1)) when (lower(btrim(cast(history.unix as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(history.unix as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(history.unix as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(18, 1)) else cast(null as numeric(18, 1)) end as bigint) as unix_time,

        -- times
        history.extracted_at,

        -- origin
        history.batch_id,
        history.part,
        history.line

    from "raw"."history" as history

) as typed
