with

exchanges as (

    select * from "raw"."exchanges"

),

cleaned as (

    select
        -- keys
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as exchange_id,

        -- text
        nullif(trim(regexp_replace(translate(exchanges.name, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as name,
        nullif(trim(regexp_replace(translate(exchanges.name_id, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as name_id,
        nullif(trim(regexp_replace(translate(exchanges.url, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as url,
        nullif(trim(regexp_replace(translate(exchanges.country, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as country,

        -- numbers
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end as volume_usd_24h,
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$') then try_cast(rtrim(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), '.') as numeric(38, 20)) when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then try_cast((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.volume_usd_adj), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') as numeric(38, 20)) else cast(null as numeric(38, 20)) end
            as volume_usd_24h_adjusted,
        case when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as integer) when (lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(exchanges.active_pairs), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as integer) else cast(null as integer) end else cast(null as integer) end as active_pairs,

        -- booleans
        nullif(trim(regexp_replace(translate(exchanges.usdt, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as usdt,
        nullif(trim(regexp_replace(translate(exchanges.fiat, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as fiat,
        nullif(trim(regexp_replace(translate(exchanges.auto, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as auto,

        -- times
        case when (btrim(cast(replace(nullif(substring(trim(exchanges.date_live), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
') ~ '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?$') then try_cast(split_part(translate(btrim(cast(replace(nullif(substring(trim(exchanges.date_live), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
'), 'T/', ' -'), ' ', 1) as date) else cast(null as date) end as date_live,
        case when (btrim(cast(replace(nullif(substring(trim(exchanges.date_added), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
') ~ '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?$') then try_cast(split_part(translate(btrim(cast(replace(nullif(substring(trim(exchanges.date_added), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
'), 'T/', ' -'), ' ', 1) as date) else cast(null as date) end as added_date,
        exchanges.extracted_at,

        -- origin
        exchanges.batch_id,
        exchanges.part,
        exchanges.line

    from exchanges

),

named as (

    select
        -- keys
        cleaned.exchange_id,

        -- text
        cleaned.name,
        cleaned.name_id,
        cleaned.url,
        case upper(regexp_replace(cleaned.country, ', EU$', ''))
            when 'UK' then 'United Kingdom'
            when 'US' then 'United States'
            when 'HK' then 'Hong Kong'
            when 'EU' then 'European Union'
            when 'SINGAPORE' then 'Singapore'
            else regexp_replace(cleaned.country, ', EU$', '')
        end as country,

        -- numbers
        cleaned.volume_usd_24h,
        cleaned.volume_usd_24h_adjusted,
        cleaned.active_pairs,

        -- booleans
        case cleaned.usdt when '1' then true when '0' then false end as has_usdt,
        case cleaned.fiat when '1' then true when '0' then false end as has_fiat,
        case lower(cleaned.auto) when 'yes' then true when 'no' then false end
            as is_automatic,

        -- times
        cleaned.date_live,
        cleaned.added_date,
        cleaned.extracted_at,

        -- origin
        cleaned.batch_id,
        cleaned.part,
        cleaned.line

    from cleaned

)

select * from named
