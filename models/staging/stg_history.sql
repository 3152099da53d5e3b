<@config materialized="view" />
<#-- Millions of rows pass here at once, so there are plain casts only: no trim, no regular expression. What a number
     cannot be read from is null, among it the text NULL that old rows have as tradecount.

     A select within a select, and no common tables: PostgreSQL folds only that into the query around it, and only then
     finds the rows of new batches by the index. -->

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
    ${unix_timestamp("typed.unix_time")} as opened_at,
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
        ${safe_cast('history."open"', "numeric(38, 12)")} as "open",
        ${safe_cast("history.high", "numeric(38, 12)")} as high,
        ${safe_cast("history.low", "numeric(38, 12)")} as low,
        ${safe_cast("history.close", "numeric(38, 12)")} as close,
        ${safe_cast("history.volume_base", "numeric(38, 12)")} as volume_base,
        ${safe_cast("history.volume_quote", "numeric(38, 12)")} as volume_quote,
        cast(${safe_cast("history.tradecount", "numeric(18, 1)")} as bigint)
            as trade_count,

        -- seconds come as 1601276400.0
        cast(${safe_cast("history.unix", "numeric(18, 1)")} as bigint) as unix_time,

        -- times
        history.extracted_at,

        -- origin
        history.batch_id,
        history.part,
        history.line

    from ${source("raw", "history")} as history

) as typed
