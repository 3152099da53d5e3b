select
    -- keys
    ledger.batch_id,
    ledger.run_id,

    -- text
    ledger.dataset,
    ledger.source_uri,

    -- numbers
    ledger.rows_landed,
    ledger.rows_loaded,

    -- times
    ledger.extracted_at,
    ledger.loaded_at

from "caravan"."ledger" as ledger
