package dev.caravan.load;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.caravan.landing.Batch;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.BatchId;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table {@code caravan.ledger}: one row a batch that is loaded, written in the transaction that loads it. */
public final class Ledger {
    private static final String INSERT =
            """
            insert into caravan.ledger (
                dataset, batch_id, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected, rows_repeated,
                rows_landed, rows_loaded, parts, size_bytes, source_uri, source_size_bytes, source_sha256
            ) values
            """;
    private static final int COLUMNS = 15;
    private static final int ROWS_A_STATEMENT = 100;

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

    /** A loaded batch that nobody has pruned from the landing. */
    public record Kept(String dataset, BatchId id, long sizeBytes) {}

    /** Loaded batches that have not been pruned, by dataset and id. */
    public List<Kept> kept() {
        return warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.query(
                        """
                select dataset, batch_id, size_bytes from caravan.ledger
                where pruned_at is null
                order by dataset, batch_id
                """,
                        row -> new Kept(
                                row.text(1).orElseThrow(),
                                new BatchId(row.text(2).orElseThrow()),
                                row.number(3))));
    }

    /** Names of the datasets of which anything is loaded, sorted. */
    public List<String> datasets() {
        return warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.query(
                        "select distinct dataset from caravan.ledger order by dataset",
                        row -> row.text(1).orElseThrow()));
    }

    /** The run that last loaded a batch, by dataset. Ids of runs sort by time. */
    public Map<String, String> lastLoads() {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction
                .query(
                        "select dataset, max(run_id) from caravan.ledger group by dataset",
                        row -> Map.entry(row.text(1).orElseThrow(), row.text(2).orElseThrow()))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Notes that batches are gone from the landing; the first note stays. */
    public void prune(List<BatchId> batches, Instant now) {
        Object[] values = Stream.concat(Stream.of(now), batches.stream().map(BatchId::value))
                .toArray();
        warehouse.inTransaction(
                Repeat.ALSO_IF_UNKNOWN,
                transaction -> transaction.execute(
                        "update caravan.ledger set pruned_at = ? where pruned_at is null and batch_id in ("
                                + placeholders(batches.size()) + ")",
                        values));
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

    /** A loaded batch, and how many of its rows are in the raw table now. */
    public record Standing(String dataset, String batchId, long rowsLoaded, long rowsInRaw) {}

    /** Batches by when they were extracted, each dataset's together. */
    public List<Standing> standing(Instant from, Instant until) {
        return warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> transaction
                .query(
                        """
                                select distinct dataset from caravan.ledger
                                where extracted_at >= ? and extracted_at < ?
                                order by dataset
                                """,
                        row -> row.text(1).orElseThrow(),
                        from,
                        until)
                .stream()
                .flatMap(dataset -> standing(transaction, dataset, from, until).stream())
                .toList());
    }

    private List<Standing> standing(Transaction transaction, String dataset, Instant from, Instant until) {
        String raw = Relation.of("raw", dataset).render(warehouse.dialect());
        return transaction.query(
                """
                select ledger.batch_id, ledger.rows_loaded, count(raw_rows.batch_id)
                from caravan.ledger as ledger
                left join %s as raw_rows on ledger.batch_id = raw_rows.batch_id
                where ledger.dataset = ? and ledger.extracted_at >= ? and ledger.extracted_at < ?
                group by ledger.batch_id, ledger.rows_loaded
                order by ledger.batch_id
                """
                        .formatted(raw),
                row -> new Standing(dataset, row.text(1).orElseThrow(), row.number(2), row.number(3)),
                dataset,
                from,
                until);
    }

    /** What the ledger says of a loaded batch. */
    record Entry(BatchId batch, String runId, long rows) {}

    /** Those of some batches that are loaded. */
    static Map<BatchId, Entry> find(Transaction transaction, List<Batch> batches) {
        return transaction
                .query(
                        "select batch_id, run_id, rows_loaded from caravan.ledger where batch_id in ("
                                + placeholders(batches.size()) + ")",
                        row -> new Entry(
                                new BatchId(row.text(1).orElseThrow()),
                                row.text(2).orElseThrow(),
                                row.number(3)),
                        batches.stream().map(batch -> batch.id().value()).toArray())
                .stream()
                .collect(toMap(Entry::batch, Function.identity()));
    }

    /** Many rows a statement: each one is a commit's worth of work to a warehouse that keeps columns. */
    static void record(
            Transaction transaction, List<Batch> batches, Map<BatchId, Long> rows, String runId, Instant now) {
        for (int from = 0; from < batches.size(); from += ROWS_A_STATEMENT) {
            List<Batch> some = batches.subList(from, Math.min(from + ROWS_A_STATEMENT, batches.size()));
            transaction.execute(
                    INSERT
                            + some.stream()
                                    .map(batch -> "(" + placeholders(COLUMNS) + ")")
                                    .collect(joining(", ")),
                    some.stream()
                            .flatMap(batch -> values(batch, rows.get(batch.id()), runId, now))
                            .toArray());
        }
    }

    private static Stream<Object> values(Batch batch, long rows, String runId, Instant now) {
        return Stream.of(
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

    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
