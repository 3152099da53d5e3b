<@config
    materialized="incremental"
    unique_key=["market", "symbol", "interval_name", "opened_at"]
    strategy="merge"
    backfill="batches"
    declared_by="migration"
/>
<#-- Downloads overlap, and a file may tell an hour twice. Of the rows of one candle counts: one with a trade count (the
     old rows without are rounded or unfinished), then the later batch, then the greater count, then the later line.
     The table's own row is held to the same order, so files may come in any order and in any number of runs. -->

with

history as (

    select * from ${ref("stg_history")} as stg_history
    where stg_history.batch_id in (${new_batches("history")})

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

<#if is_incremental()>
,

-- a join by the whole key lets the warehouse skip all of the table that is not met;
-- within one batch the order above has decided already
better as (

    select candles.*
    from candles
    left join ${this} as known
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
<#else>
select * from candles
</#if>
