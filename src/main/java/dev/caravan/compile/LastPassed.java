package dev.caravan.compile;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;

/**
 * When a test last passed, as the run history knows it, in SQL: the beginning of time where it never did. What was loaded
 * later than that is what it has not seen.
 */
final class LastPassed {
    private static final Relation HISTORY = Relation.of("caravan", "node_result");
    private static final Relation LEDGER = Relation.of("caravan", "ledger");
    // a load tells its time before it commits, so that the test may not have seen what seems to be older than it
    private static final String LONGEST_LOAD_MINUTES = "-10";

    private final Dialect dialect;
    private final NodeId test;

    LastPassed(Dialect dialect, NodeId test) {
        this.dialect = dialect;
        this.test = test;
    }

    String at() {
        String last = "(select max(started_at) from " + HISTORY.render(dialect) + " where node_id = "
                + dialect.literal(test.value()) + " and status = 'pass')";
        return "coalesce(" + dialect.dateAdd("minute", LONGEST_LOAD_MINUTES, last)
                + ", timestamp '1970-01-01 00:00:00')";
    }

    /** The batches that were loaded since, as an id set. */
    String unseenBatches() {
        return Select.mark("select batch_id from " + LEDGER.render(dialect) + " where loaded_at >= " + at());
    }
}
