<#-- Staging cleans rows and drops none. -->
<#assign staged = {
    "coins": "stg_coins",
    "exchanges": "stg_exchanges",
    "exchange_details": "stg_exchange_details",
    "markets": "stg_markets",
    "global": "stg_global",
    "history": "stg_history"
}>
with

counts as (

    <#list staged as dataset, model>
    select
        '${dataset}' as dataset,
        (select count(*) from ${source("raw", dataset)}) as raw_rows,
        (select count(*) from ${ref(model)}) as staged_rows
    <#sep>

    union all

    </#sep>
    </#list>

)

select * from counts
where counts.raw_rows <> counts.staged_rows
