package dev.caravan.load;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.BatchId;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table {@code caravan.ledger}: one row a batch that is loaded, written in the transaction that loads it. */
public final class Ledger {
    private final Warehouse warehouse;

    public Ledger(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** The batch that a file became, where one did. */
    public Optional<BatchId> findSource(String dataset, SourceFile file) {
        List<String> ids = warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.query(
                        """
                select batch_id from caravan.ledger
                where dataset = ? and source_size_bytes = ? and source_sha256 = ?
                """,
                        row -> row.text(1).orElseThrow(),
                        dataset,
                        file.sizeBytes(),
                        file.sha256()));
        return ids.stream().findFirst().map(BatchId::new);
    }

    /** The newest batch of a dataset, from which on the landing is looked through. */
    Optional<BatchId> newest(String dataset) {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction
                .query(
                        "select max(batch_id) from caravan.ledger where dataset = ?",
                        row -> row.text(1).map(BatchId::new),
                        dataset)
                .get(0));
    }

    /** Batches of a dataset from one id on. */
    Set<BatchId> loaded(String dataset, BatchId from) {
        return new HashSet<>(warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.query(
                        "select batch_id from caravan.ledger where dataset = ? and batch_id >= ?",
                        row -> new BatchId(row.text(1).orElseThrow()),
                        dataset,
                        from.value())));
    }

    static boolean isLoaded(Transaction transaction, Batch batch) {
        return !transaction
                .query(
                        "select 1 from caravan.ledger where batch_id = ?",
                        row -> row.number(1),
                        batch.id().value())
                .isEmpty();
    }

    static void record(Transaction transaction, Batch batch, long rows, String runId, Instant now) {
        transaction.execute(
                """
                insert into caravan.ledger (
                    dataset, batch_id, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected, rows_repeated,
                    rows_landed, rows_loaded, parts, size_bytes, source_uri, source_size_bytes, source_sha256
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                batch.dataset(),
                batch.id().value(),
                runId,
                batch.extractedAt(),
                now,
                batch.rowsExtracted(),
                batch.rowsRejected(),
                batch.rowsRepeated(),
                batch.rowsLanded(),
                rows,
                batch.parts().size(),
                batch.sizeBytes(),
                batch.source().uri(),
                batch.source().file().map(SourceFile::sizeBytes),
                batch.source().file().map(SourceFile::sha256));
    }
}
