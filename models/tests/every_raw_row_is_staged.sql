<#-- Staging cleans rows and drops none. A run looks at the batches that the test has not seen. -->
<#assign staged = {
    "coins": "stg_coins",
    "exchanges": "stg_exchanges",
    "exchange_details": "stg_exchange_details",
    "markets": "stg_markets",
    "global": "stg_global",
    "history": "stg_history"
}>
with

<#if is_incremental()>
new_batches as (

    select batches.batch_id
    from ${ref("stg_batches")} as batches
    where batches.loaded_at >= ${last_passed()}

),

<#assign only_new = "where batch_id in (select new_batches.batch_id from new_batches)">
</#if>
counts as (

    <#list staged as dataset, model>
    select
        '${dataset}' as dataset,
        (
            select count(*) from ${source("raw", dataset)}
            ${only_new!}
        ) as raw_rows,
        (
            select count(*) from ${ref(model)}
            ${only_new!}
        ) as staged_rows
    <#sep>

    union all

    </#sep>
    </#list>

)

select * from counts
where counts.raw_rows <> counts.staged_rows
