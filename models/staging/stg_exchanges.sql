<@config materialized="view" />

with

exchanges as (

    select * from ${source("raw", "exchanges")}

),

cleaned as (

    select
        -- keys
        ${clean_number("exchanges.id", "bigint")} as exchange_id,

        -- text
        ${clean_text("exchanges.name")} as name,
        ${clean_text("exchanges.name_id")} as name_id,
        ${clean_text("exchanges.url")} as url,
        ${clean_text("exchanges.country")} as country,

        -- numbers
        ${clean_number("exchanges.volume_usd", "numeric(38, 20)")} as volume_usd_24h,
        ${clean_number("exchanges.volume_usd_adj", "numeric(38, 20)")}
            as volume_usd_24h_adjusted,
        ${clean_number("exchanges.active_pairs", "integer")} as active_pairs,

        -- booleans
        ${clean_text("exchanges.usdt")} as usdt,
        ${clean_text("exchanges.fiat")} as fiat,
        ${clean_text("exchanges.auto")} as auto,

        -- times
        ${clean_date("exchanges.date_live")} as date_live,
        ${clean_date("exchanges.date_added")} as added_date,
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
        case upper(${regexp_replace("cleaned.country", ", EU$", "")})
            when 'UK' then 'United Kingdom'
            when 'US' then 'United States'
            when 'HK' then 'Hong Kong'
            when 'EU' then 'European Union'
            when 'SINGAPORE' then 'Singapore'
            else ${regexp_replace("cleaned.country", ", EU$", "")}
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
