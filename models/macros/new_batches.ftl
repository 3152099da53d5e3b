<#-- The batches of a dataset that the model has not taken yet, as a set of ids: batch_id in (${new_batches("coins")}).

     The greatest batch_id would not do: a batch that failed to load and is loaded a week later has a smaller one. So
     the ledger is asked. A batch is new when none of its rows stands in the model; but later batches may have replaced
     all of its rows, and it would be read again for ever. So it must also have been loaded after the newest batch that
     the model has, less the time that a load's transaction may take, because loaded_at is told before the commit.
     Reading a batch twice is harmless: every model that asks keeps the better row of a key, whatever the order.

     In a backfill the batches of its range are asked for, taken or not: their rows have just been deleted.

     The cost: one column of the model and the ledger, or one look into an index a batch. -->
<#function new_batches dataset>
    <#local batches>
select batches.batch_id
from ${ref("stg_batches")} as batches
where batches.dataset = '${dataset}'
<#if is_incremental()>
<#if is_backfill()>
    and batches.extracted_at >= ${backfill_from()}
    and batches.extracted_at < ${backfill_until()}
<#else>
    and not exists (
        select 1 from ${this} as done where done.batch_id = batches.batch_id
    )
    and batches.loaded_at >= coalesce(
        (
            select ${date_add("minute", "-" + var("load_minutes", 10), "max(taken.loaded_at)")}
            from ${ref("stg_batches")} as taken
            where exists (
                select 1 from ${this} as done where done.batch_id = taken.batch_id
            )
        ),
        timestamp '1970-01-01 00:00:00'
    )
</#if>
</#if>
    </#local>
    <#return id_set(batches)>
</#function>
