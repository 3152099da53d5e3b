with

exchanges as (

    select * from "star"."dim_exchange"

),

summed as (

    select
        coalesce(exchanges.country, 'unknown') as country,
        count(*) as exchanges,
        sum(case when exchanges.volume_usd_24h > 0 then 1 else 0 end)
            as exchanges_with_volume,
        sum(coalesce(exchanges.active_pairs, 0)) as active_pairs,
        sum(coalesce(exchanges.volume_usd_24h, 0)) as volume_usd_24h
    from exchanges
    group by coalesce(exchanges.country, 'unknown')

),

total as (

    select sum(summed.volume_usd_24h) as volume_usd_24h
    from summed

),

-- 18 digits and no more, so that the quotient is a decimal in every warehouse
shared as (

    select
        -- keys
        summed.country,

        -- numbers
        cast(summed.exchanges as bigint) as exchanges,
        cast(summed.exchanges_with_volume as bigint) as exchanges_with_volume,
        cast(summed.active_pairs as bigint) as active_pairs,
        cast(summed.volume_usd_24h as numeric(38, 20)) as volume_usd_24h,
        cast(
            100 * summed.volume_usd_24h / nullif(total.volume_usd_24h, 0)
            as numeric(9, 4)
        ) as volume_share_percent

    from summed
    cross join total

)

select * from shared
