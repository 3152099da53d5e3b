package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

/**
 * A column that a table lacks, and the changeset that would add it, ready to be pasted into a file of {@code migrations/}.
 *
 * @param changeset author and id, such as {@code you:add-coins-rank}
 * @param table as SQL names it
 * @param column its name without quotes
 * @param type as SQL names it
 */
public record MissingColumn(String changeset, String table, String column, String type) {
    public MissingColumn {
        requireNonNull(changeset, "changeset is null");
        requireNonNull(table, "table is null");
        requireNonNull(column, "column is null");
        requireNonNull(type, "type is null");
    }

    /** In Liquibase's formatted SQL, with its rollback; a new file begins with {@code --liquibase formatted sql}. */
    public String migration() {
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        return """
                --changeset %1$s
                alter table %2$s add column %3$s %4$s;
                --rollback alter table %2$s drop column %3$s;"""
                .formatted(changeset, table, quoted, type);
    }
}
