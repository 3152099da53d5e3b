<#-- What the ledger says was loaded is what stands in the raw tables, batch by batch. A run looks at the batches that the
     test has not seen. -->
with

ledger as (

    select * from ${ref("stg_batches")} as batches
    <#if is_incremental()>
    where batches.batch_id in (${unseen_batches()})
    </#if>

),

raw_rows as (

    <#list ["coins", "exchanges", "exchange_details", "markets", "global", "history"] as dataset>
    select
        '${dataset}' as dataset,
        batch_id,
        count(*) as row_count
    from ${source("raw", dataset)}
    <#if is_incremental()>
    where batch_id in (${unseen_batches()})
    </#if>
    group by batch_id
    <#sep>

    union all

    </#sep>
    </#list>

)

select
    coalesce(ledger.dataset, raw_rows.dataset) as dataset,
    coalesce(ledger.batch_id, raw_rows.batch_id) as batch_id,
    ledger.rows_loaded,
    raw_rows.row_count
from ledger
full outer join raw_rows
    on
        ledger.batch_id = raw_rows.batch_id
        and ledger.dataset = raw_rows.dataset
where
    coalesce(ledger.rows_loaded, 0) <> coalesce(raw_rows.row_count, 0)
    and coalesce(ledger.dataset, raw_rows.dataset) in (
        'coins', 'exchanges', 'exchange_details', 'markets', 'global', 'history'
    )
