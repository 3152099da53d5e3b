package dev.caravan.pipeline.site;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Part;
import dev.caravan.landing.PartLine;
import dev.caravan.pipeline.site.BatchDetail.LandedFile;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Row;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Loaded batches: what the ledger says of them, and their files in the landing. */
final class Batches {
    private static final String COLUMNS =
            """
            select batch_id, dataset, run_id, extracted_at, loaded_at, rows_extracted, rows_rejected, rows_repeated,
                rows_landed, rows_loaded, parts, size_bytes, source_uri, %s
            from caravan.ledger
            """;
    private static final String PRUNED_AT = "pruned_at";
    private static final String KNOWS_PRUNED =
            """
            select 1 from information_schema.columns
            where table_schema = 'caravan' and table_name = 'ledger' and column_name = 'pruned_at'
            """;
    private static final String NEWEST =
            """
            select dataset, batch_id, loaded_at from caravan.ledger
            where batch_id in (select max(batch_id) from caravan.ledger group by dataset)
            """;
    private static final int MOST_ROWS = 1_000;

    private final Looking looking;
    private final Supplier<Landing> landing;
    private final Masking masking;
    private volatile boolean knowsPruned;

    Batches(Looking looking, Supplier<Landing> landing, Masking masking) {
        this.looking = looking;
        this.landing = landing;
        this.masking = masking;
    }

    BatchPage page(Optional<String> dataset, int limit, Optional<String> before) {
        int rows = Math.max(1, Math.min(limit, MOST_ROWS));
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        dataset.ifPresent(name -> {
            conditions.add("dataset = ?");
            values.add(name);
        });
        before.ifPresent(id -> {
            conditions.add("batch_id < ?");
            values.add(id);
        });
        List<BatchEntry> found = select(
                (conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions) + " ")
                        + "order by batch_id desc limit " + (rows + 1),
                values.toArray());
        boolean more = found.size() > rows;
        List<BatchEntry> shown = more ? found.subList(0, rows) : found;
        return new BatchPage(shown, more ? Optional.of(shown.get(rows - 1).id()) : Optional.empty());
    }

    List<BatchEntry> ofRun(String runId) {
        return select("where run_id = ? order by batch_id", runId);
    }

    BatchDetail detail(String id) {
        BatchEntry entry = entry(id);
        if (entry.prunedAt().isPresent()) {
            return new BatchDetail(entry, List.of());
        }
        Batch batch = landed(entry);
        URI folder = landing.get().manifest(batch);
        List<LandedFile> files = new ArrayList<>();
        for (Part part : batch.parts()) {
            files.add(new LandedFile(
                    files.size(),
                    part.name(),
                    masking.mask(folder.resolve(part.name()).toString()),
                    part.rows(),
                    part.sizeBytes(),
                    part.sha256()));
        }
        return new BatchDetail(entry, files);
    }

    LandedLine line(String id, int number, long line) {
        BatchEntry entry = entry(id);
        Batch batch = landed(entry);
        String place = entry.dataset() + ", batch " + id;
        if (number < 0 || number >= batch.parts().size()) {
            throw new NotFoundException(Problem.at(
                    place, "has no part " + number, "It has " + batch.parts().size() + ", counted from 0."));
        }
        Part part = batch.parts().get(number);
        try {
            PartLine found = PartLine.find(landing.get().open(batch, part), part.name(), line)
                    .orElseThrow(() -> new NotFoundException(Problem.at(
                            place + ", " + part.name(),
                            "no record begins on line " + line,
                            "It has " + part.rows() + " records under the header, which is line 1.")));
            return new LandedLine(
                    id, entry.dataset(), number, part.name(), line, batch.columns(), found.values(), entry.sourceUri());
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(place + ", " + part.name(), "cannot be read: " + e.getMessage(), ""), e);
        }
    }

    SortedMap<String, Freshness> freshness() {
        SortedMap<String, Freshness> newest = new TreeMap<>();
        looking.rows(
                        NEWEST,
                        "ledger",
                        row -> Map.entry(
                                row.text(1).orElseThrow(),
                                new Freshness(
                                        row.text(2).orElseThrow(),
                                        row.instant(3).orElseThrow())))
                .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableSortedMap(newest);
    }

    private Batch landed(BatchEntry entry) {
        entry.prunedAt().ifPresent(at -> {
            throw new NotFoundException(Problem.at(
                    entry.dataset() + ", batch " + entry.id(),
                    "was pruned from the landing at " + at,
                    "Its rows stand in raw." + entry.dataset() + "; its files are deleted."));
        });
        return landing.get().read(entry.dataset(), new BatchId(entry.id()));
    }

    private BatchEntry entry(String id) {
        return select("where batch_id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException(Problem.at(
                        "batch \"" + id + "\"", "is none that is loaded", "Loaded batches stand in caravan.ledger.")));
    }

    private List<BatchEntry> select(String which, Object... values) {
        String prunedAt = knowsPruned() ? PRUNED_AT : "cast(null as timestamp)";
        return looking.rows(COLUMNS.formatted(prunedAt) + which, "ledger", this::entry, values);
    }

    /** Asked until it is so: a page is looked at before the first migration of a newer version, too. */
    private boolean knowsPruned() {
        if (!knowsPruned) {
            knowsPruned =
                    !looking.rows(KNOWS_PRUNED, "ledger", row -> row.number(1)).isEmpty();
        }
        return knowsPruned;
    }

    private BatchEntry entry(Row row) {
        return new BatchEntry(
                row.text(1).orElseThrow(),
                row.text(2).orElseThrow(),
                row.text(3).orElseThrow(),
                row.instant(4).orElseThrow(),
                row.instant(5).orElseThrow(),
                row.number(6),
                row.number(7),
                row.number(8),
                row.number(9),
                row.number(10),
                row.number(11),
                row.number(12),
                masking.mask(row.text(13).orElseThrow()),
                row.instant(14));
    }
}
