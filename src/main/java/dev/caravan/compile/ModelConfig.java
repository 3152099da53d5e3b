package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.TableOptions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a model says about how it is built.
 *
 * @param strategy present exactly where the model is incremental
 * @param uniqueKey the columns that name a row; none where the model has no key
 * @param declaredByMigration the relation is a table that a migration declares: it is filled, never created or dropped
 * @param options how a table that the model makes is kept; none where a migration declares it
 * @param grants who may select from the relation: roles, and what else the warehouse grants to, such as {@code group bi}
 */
public record ModelConfig(
        Materialization materialization,
        Optional<Strategy> strategy,
        List<String> uniqueKey,
        SortedSet<String> tags,
        boolean declaredByMigration,
        TableOptions options,
        PersistDocs persistDocs,
        TestRows testRows,
        Backfill backfill,
        List<String> grants) {
    public ModelConfig {
        requireNonNull(materialization, "materialization is null");
        requireNonNull(strategy, "strategy is null");
        requireNonNull(options, "options is null");
        requireNonNull(persistDocs, "persistDocs is null");
        requireNonNull(testRows, "testRows is null");
        requireNonNull(backfill, "backfill is null");
        uniqueKey = List.copyOf(uniqueKey);
        grants = List.copyOf(grants);
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        if (declaredByMigration && !options.equals(TableOptions.none())) {
            throw new IllegalArgumentException("a migration says how its table is kept: " + options);
        }
        if (strategy.isPresent() != (materialization == Materialization.INCREMENTAL)) {
            throw new IllegalArgumentException("a strategy goes with incremental models: " + materialization);
        }
    }
}
