with

history as (

    select * from "staging"."stg_history" as stg_history
    where stg_history.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
)

),

ranked as (

    select
        history.*,
        row_number() over (
            partition by
                history.market,
                history.symbol,
                history.interval_name,
                history.opened_at
            order by
                case when history.trade_count is null then 1 else 0 end,
                history.batch_id desc,
                history.trade_count desc,
                history.part desc,
                history.line desc
        ) as place
    from history

),

candles as (

    select
        -- keys
        ranked.market,
        ranked.symbol,
        ranked.interval_name,

        -- numbers
        ranked."open",
        ranked.high,
        ranked.low,
        ranked.close,
        ranked.volume_base,
        ranked.volume_quote,
        ranked.trade_count,

        -- times
        cast(ranked.opened_at as date) as opened_date,
        ranked.opened_at,

        -- origin
        ranked.batch_id,
        ranked.part,
        ranked.line

    from ranked
    where ranked.place = 1

)

select * from candles
