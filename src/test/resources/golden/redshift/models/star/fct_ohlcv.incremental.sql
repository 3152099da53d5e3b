with

history as (

    select * from "staging"."stg_history" as stg_history
    where stg_history.batch_id in (
select batches.batch_id
from "staging"."stg_batches" as batches
where batches.dataset = 'history'
    and not exists (
        select 1 from "star"."fct_ohlcv" as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select dateadd(minute, cast(-10 as integer), cast(max(taken.loaded_at) as timestamp))
            from "staging"."stg_batches" as taken
            where exists (
                select 1 from "star"."fct_ohlcv" as done where done.batch_id = taken.batch_id
            )
        ),
        timestamp '1970-01-01 00:00:00'
    )
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

,

-- a join by the whole key lets the warehouse skip all of the table that is not met;
-- within one batch the order above has decided already
better as (

    select candles.*
    from candles
    left join "star"."fct_ohlcv" as known
        on
            candles.market = known.market
            and candles.symbol = known.symbol
            and candles.interval_name = known.interval_name
            and candles.opened_at = known.opened_at
    where
        known.batch_id is null
        or (candles.trade_count is not null and known.trade_count is null)
        or (
            candles.batch_id > known.batch_id
            and (candles.trade_count is not null or known.trade_count is null)
        )

)

select * from better
