select
    -- keys
    case when (lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), '.', 1) as bigint) when (lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)e[-+]?[0-9]{1,4}$') then case when ((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0') ~ '^[-+]?[0-9]+[.]?0*$') then try_cast(split_part((case when left(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 1) = '-' then '-' else '' end || '0' || ltrim(left(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer))))), '0') || '.' || rtrim(substring(repeat('0', 60) || replace(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', '') || repeat('0', 60), (60 + length(split_part(ltrim(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 1), '+-'), '.', 1)) + greatest(-60, least(60, cast(split_part(lower(btrim(cast(nullif(nullif(nullif(trim(details.id), ''), '0?'), '-1') as varchar), ' 	
')), 'e', 2) as integer)))) + 1), '0') || '0'), '.', 1) as bigint) else cast(null as bigint) end else cast(null as bigint) end as exchange_id,

    -- text
    nullif(trim(regexp_replace(translate(details.name, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as name,
    nullif(trim(regexp_replace(translate(details.url, chr(13) || chr(10) || chr(9) || ' ​⁠﻿', '    '), ' +', ' ')), '') as url,

    -- times
    case when (btrim(cast(replace(nullif(substring(trim(details.date_live), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
') ~ '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?$') then try_cast(split_part(translate(btrim(cast(replace(nullif(substring(trim(details.date_live), 1, 10), '0000-00-00'), '-00', '-01') as varchar), ' 	
'), 'T/', ' -'), ' ', 1) as date) else cast(null as date) end as date_live,
    details.extracted_at,

    -- origin
    details.batch_id,
    details.part,
    details.line

from "raw"."exchange_details" as details
