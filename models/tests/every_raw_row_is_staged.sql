<#-- Staging cleans rows and drops none. A run looks at the batches that the test has not seen. -->
<#assign staged = {
    "coins": "stg_coins",
    "exchanges": "stg_exchanges",
    "exchange_details": "stg_exchange_details",
    "markets": "stg_markets",
    "global": "stg_global",
    "history": "stg_history"
}>
<#assign only_new = "">
<#if is_incremental()>
    <#assign only_new = "where batch_id in (" + unseen_batches() + ")">
</#if>
with

counts as (

    <#list staged as dataset, model>
    select
        '${dataset}' as dataset,
        (
            select count(*) from ${source("raw", dataset)}
            ${only_new}
        ) as raw_rows,
        (
            select count(*) from ${ref(model)}
            ${only_new}
        ) as staged_rows
    <#sep>

    union all

    </#sep>
    </#list>

)

select * from counts
where counts.raw_rows <> counts.staged_rows
