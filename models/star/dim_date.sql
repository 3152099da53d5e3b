<@config materialized="table" declared_by="migration" />

with

batches as (

    select * from ${ref("stg_batches")}

),

quotes as (

    select * from ${ref("fct_market_quotes")}

),

series_of_candles as (

    select * from ${ref("dim_series")}

),

ends as (

    select
        min(batches.extracted_at) as first_at,
        max(batches.extracted_at) as last_at
    from batches

    union all

    select
        min(quotes.quoted_at) as first_at,
        max(quotes.quoted_at) as last_at
    from quotes

    union all

    select
        min(series_of_candles.first_opened_at) as first_at,
        max(series_of_candles.last_opened_at) as last_at
    from series_of_candles

),

-- days since 1970, because a series is made of whole numbers
bounds as (

    select
        ${date_diff("day", "timestamp '1970-01-01 00:00:00'", "min(ends.first_at)")}
            as first_day,
        ${date_diff("day", "timestamp '1970-01-01 00:00:00'", "max(ends.last_at)")}
            as last_day
    from ends

),

series as (

    ${generate_series(
        "(select bounds.first_day from bounds)",
        "(select bounds.last_day from bounds)"
    )}

),

dates as (

    select
        cast(
            ${date_add("day", "series.n", "timestamp '1970-01-01 00:00:00'")} as date
        ) as date_day
    from series

),

numbered as (

    select
        dates.date_day,
        cast(extract(year from dates.date_day) as integer) as year_number,
        cast(extract(quarter from dates.date_day) as integer) as quarter_of_year,
        cast(extract(month from dates.date_day) as integer) as month_of_year,
        cast(extract(week from dates.date_day) as integer) as week_of_year,
        cast(extract(day from dates.date_day) as integer) as day_of_month,

        -- every warehouse counts from Sunday = 0; people and ISO from Monday = 1
        cast(extract(dow from dates.date_day) as integer) as days_after_sunday
    from dates

),

named as (

    select
        -- keys
        numbered.date_day,

        -- text
        case numbered.days_after_sunday
            when 1 then 'Monday'
            when 2 then 'Tuesday'
            when 3 then 'Wednesday'
            when 4 then 'Thursday'
            when 5 then 'Friday'
            when 6 then 'Saturday'
            else 'Sunday'
        end as day_name,
        case numbered.month_of_year
            when 1 then 'January'
            when 2 then 'February'
            when 3 then 'March'
            when 4 then 'April'
            when 5 then 'May'
            when 6 then 'June'
            when 7 then 'July'
            when 8 then 'August'
            when 9 then 'September'
            when 10 then 'October'
            when 11 then 'November'
            else 'December'
        end as month_name,

        -- numbers
        numbered.year_number,
        numbered.quarter_of_year,
        numbered.month_of_year,
        numbered.week_of_year,
        numbered.day_of_month,
        case numbered.days_after_sunday
            when 0 then 7
            else numbered.days_after_sunday
        end as day_of_week,

        -- booleans
        numbered.days_after_sunday in (0, 6) as is_weekend

    from numbered

)

select * from named
