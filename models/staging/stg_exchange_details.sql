<@config materialized="view" />

select
    -- keys
    ${clean_number("details.id", "bigint")} as exchange_id,

    -- text
    ${clean_text("details.name")} as name,
    ${clean_text("details.url")} as url,

    -- times
    ${clean_date("details.date_live")} as date_live,
    details.extracted_at,

    -- origin
    details.batch_id,
    details.part,
    details.line

from ${source("raw", "exchange_details")} as details
