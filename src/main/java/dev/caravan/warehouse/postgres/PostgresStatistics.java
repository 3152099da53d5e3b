package dev.caravan.warehouse.postgres;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;

/**
 * What the planner knows of a table. The server counts a new table some time within the next minute, and the nodes that
 * read it come at once: one of them was seen to compare every row with every other in place of a hash.
 */
final class PostgresStatistics {
    private final Dialect dialect;

    PostgresStatistics(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Counts a table that never was counted or has grown by a tenth, so that a small change of a large one costs nothing. */
    String refresh(Relation table) {
        String name = table.render(dialect);
        return "do "
                + PostgresText.dollarQuoted(
                        """
                        begin
                            if exists (
                                select 1 from pg_class
                                where oid = to_regclass(%s)
                                    and (reltuples <= 0 or pg_relation_size(oid)
                                        > 1.1 * relpages * cast(current_setting('block_size') as integer))
                            ) then
                                analyze %s;
                            end if;
                        end"""
                                .formatted(dialect.literal(name), name));
    }
}
