with

coins as (

    select * from "star"."dim_coin"

),

series as (

    select * from "star"."dim_series"

),

newest_poll as (

    select max(coins.batch_id) as batch_id
    from coins

),

listed_coins as (

    select
        coins.coin_id,
        upper(coins.symbol) as symbol,
        coins.rank,
        coins.batch_id,
        coins.part,
        coins.line,
        case when coins.batch_id = newest_poll.batch_id then 1 else 0 end as is_listed
    from coins
    cross join newest_poll
    where coins.symbol is not null

),

pairs as (

    select distinct series.symbol
    from series

),

quotes as (

    select 'USDT' as quote
    union all
    select 'USDC' as quote
    union all
    select 'BUSD' as quote
    union all
    select 'TUSD' as quote
    union all
    select 'FDUSD' as quote
    union all
    select 'USD' as quote
    union all
    select 'EUR' as quote
    union all
    select 'BTC' as quote
    union all
    select 'ETH' as quote
    union all
    select 'BNB' as quote

),

-- the longest quote wins: ABCBUSD is ABC in BUSD, not ABCB in USD
split_pairs as (

    select
        pairs.symbol,
        quotes.quote,
        substring(pairs.symbol, 1, length(pairs.symbol) - length(quotes.quote)) as base,
        row_number() over (
            partition by pairs.symbol
            order by length(quotes.quote) desc, quotes.quote
        ) as fit
    from pairs
    inner join quotes
        on
            pairs.symbol like '%' || quotes.quote
            and length(pairs.symbol) > length(quotes.quote)

),

symbols as (

    select distinct
        listed_coins.symbol,
        'coin' as kind,
        listed_coins.symbol as base,
        cast(null as varchar(256)) as quote
    from listed_coins

    union all

    select
        split_pairs.symbol,
        'pair' as kind,
        split_pairs.base,
        split_pairs.quote
    from split_pairs
    where split_pairs.fit = 1

),

matched as (

    select
        symbols.symbol,
        symbols.kind,
        symbols.base,
        symbols.quote,
        listed_coins.coin_id,
        listed_coins.rank,
        listed_coins.is_listed,
        listed_coins.batch_id,
        listed_coins.part,
        listed_coins.line,
        count(*) over (partition by symbols.symbol, symbols.kind) as coins_of_symbol,
        row_number() over (
            partition by symbols.symbol, symbols.kind
            order by
                listed_coins.is_listed desc,
                coalesce(listed_coins.rank, 2147483647),
                listed_coins.coin_id
        ) as place
    from symbols
    inner join listed_coins
        on symbols.base = listed_coins.symbol

),

-- each coin beside the one it is measured by: the primary by the next, the others by the
-- primary; a self-join would make a warehouse guess how many first places there are
placed as (

    select
        matched.*,
        max(case when matched.place = 1 then matched.coin_id end)
            over (partition by matched.symbol, matched.kind) as first_coin_id,
        max(case when matched.place = 1 then matched.rank end)
            over (partition by matched.symbol, matched.kind) as first_rank,
        max(case when matched.place = 1 then matched.is_listed end)
            over (partition by matched.symbol, matched.kind) as first_is_listed,
        max(case when matched.place = 2 then matched.coin_id end)
            over (partition by matched.symbol, matched.kind) as second_coin_id,
        max(case when matched.place = 2 then matched.rank end)
            over (partition by matched.symbol, matched.kind) as second_rank,
        max(case when matched.place = 2 then matched.is_listed end)
            over (partition by matched.symbol, matched.kind) as second_is_listed
    from matched

),

compared as (

    select
        placed.*,
        case when placed.place = 1 then placed.second_coin_id else placed.first_coin_id end
            as other_coin_id,
        case when placed.place = 1 then placed.second_rank else placed.first_rank end
            as other_rank,
        case
            when placed.place = 1 then placed.second_is_listed
            else placed.first_is_listed
        end as other_is_listed
    from placed

),

explained as (

    select
        -- keys
        compared.symbol,
        compared.coin_id,

        -- text
        compared.kind,
        compared.base,
        compared.quote,
        case
            when compared.coins_of_symbol = 1 then 'the only coin of the symbol'
            when compared.is_listed > compared.other_is_listed
                then
                    'in the newest poll, coin '
                    || cast(compared.other_coin_id as varchar(20))
                    || ' is not'
            when compared.is_listed < compared.other_is_listed
                then
                    'not in the newest poll, coin '
                    || cast(compared.other_coin_id as varchar(20))
                    || ' is'
            when coalesce(compared.rank, -1) = coalesce(compared.other_rank, -1)
                then
                    case
                        when compared.place = 1
                            then 'same rank as, and smaller id than, coin '
                        else 'same rank as, and greater id than, coin '
                    end
                    || cast(compared.other_coin_id as varchar(20))
            else
                'rank '
                || coalesce(cast(compared.rank as varchar(20)), 'unknown')
                || case
                    when compared.place = 1 then ' is better than '
                    else ' is worse than '
                end
                || coalesce(cast(compared.other_rank as varchar(20)), 'unknown')
                || ' of coin '
                || cast(compared.other_coin_id as varchar(20))
        end as reason,

        -- numbers
        compared.rank,
        compared.coins_of_symbol,

        -- booleans
        compared.place = 1 as is_primary,

        -- origin
        compared.batch_id,
        compared.part,
        compared.line

    from compared

)

select * from explained
