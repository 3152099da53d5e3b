with

exchanges as (

    select * from "staging"."stg_exchanges"

),

details as (

    select * from "staging"."stg_exchange_details"

),

ranked_exchanges as (

    select
        exchanges.*,
        min(exchanges.extracted_at) over (partition by exchanges.exchange_id)
            as first_seen_at,
        row_number() over (
            partition by exchanges.exchange_id
            order by
                exchanges.extracted_at desc,
                exchanges.batch_id desc,
                exchanges.part desc,
                exchanges.line desc
        ) as recency
    from exchanges

),

ranked_details as (

    select
        details.*,
        row_number() over (
            partition by details.exchange_id
            order by
                details.extracted_at desc,
                details.batch_id desc,
                details.part desc,
                details.line desc
        ) as recency
    from details

),

latest_details as (

    select * from ranked_details
    where ranked_details.recency = 1

),

-- lists before 2023 told the date themselves; later ones leave it to the details
list_dates as (

    select
        exchanges.exchange_id,
        max(exchanges.date_live) as date_live
    from exchanges
    where exchanges.date_live is not null
    group by exchanges.exchange_id

),

joined as (

    select
        -- keys
        ranked_exchanges.exchange_id,

        -- text
        ranked_exchanges.name,
        ranked_exchanges.name_id,
        coalesce(ranked_exchanges.url, latest_details.url) as url,
        ranked_exchanges.country,

        -- numbers
        ranked_exchanges.volume_usd_24h,
        ranked_exchanges.active_pairs,

        -- times
        coalesce(latest_details.date_live, list_dates.date_live) as date_live,
        ranked_exchanges.first_seen_at,
        ranked_exchanges.extracted_at as last_seen_at,

        -- origin
        ranked_exchanges.batch_id,
        ranked_exchanges.part,
        ranked_exchanges.line,
        latest_details.batch_id as details_batch_id,
        latest_details.part as details_part,
        latest_details.line as details_line

    from ranked_exchanges
    left join latest_details
        on ranked_exchanges.exchange_id = latest_details.exchange_id
    left join list_dates
        on ranked_exchanges.exchange_id = list_dates.exchange_id
    where ranked_exchanges.recency = 1

)

select * from joined
