<#-- A poll stands in fct_coin_snapshots with every coin that was staged from it; a poll that is
     missing or short shows here. A run looks at the polls that the test has not seen. -->
<#assign only_new = "">
<#if is_incremental()>
    <#assign only_new = "where batch_id in (" + unseen_batches() + ")">
</#if>
with

staged as (

    select
        batch_id,
        count(distinct coin_id) as coins
    from ${ref("stg_coins")}
    ${only_new}
    group by batch_id

),

snapshots as (

    select
        batch_id,
        count(*) as coins
    from ${ref("fct_coin_snapshots")}
    ${only_new}
    group by batch_id

)

select
    coalesce(staged.batch_id, snapshots.batch_id) as batch_id,
    staged.coins as staged_coins,
    snapshots.coins as snapshot_coins
from staged
full outer join snapshots
    on staged.batch_id = snapshots.batch_id
where coalesce(staged.coins, 0) <> coalesce(snapshots.coins, 0)
