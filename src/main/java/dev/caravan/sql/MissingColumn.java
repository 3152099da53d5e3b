package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A column that a table lacks, and the changeset that would add it, ready to be pasted into a file of {@code migrations/}.
 *
 * @param owner whose column it is, for the changeset's name: a model, or a raw table
 * @param table as SQL names it
 * @param column its name without quotes
 * @param type as SQL names it
 */
public record MissingColumn(String owner, String table, String column, String type) {
    /** How a new file of changesets begins. */
    public static final String HEADER = "--liquibase formatted sql\n\n";
    /** Of raw columns, which keep what came as it came. */
    public static final String RAW_TEXT = "varchar(4096)";

    // what all warehouses take as it is: Redshift folds letters, PostgreSQL cuts at 63
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public MissingColumn {
        requireNonNull(owner, "owner is null");
        requireNonNull(table, "table is null");
        requireNonNull(column, "column is null");
        requireNonNull(type, "type is null");
    }

    /** A column of a dataset's raw table. */
    public static MissingColumn raw(String dataset, String column) {
        return new MissingColumn(dataset, "\"raw\"." + dataset, column, RAW_TEXT);
    }

    /** Whether a name from outside is one that every warehouse takes; others must not reach a statement. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** In Liquibase's formatted SQL, with its rollback; a new file begins with {@link #HEADER}. */
    public String migration() {
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        return """
                --changeset %1$s
                alter table %2$s add column %3$s %4$s;
                --rollback alter table %2$s drop column %3$s;"""
                .formatted(changeset(), table, quoted, type);
    }

    /** The same, and changesets that fill the column of rows that are loaded out of their {@code unknown_fields}. */
    public String migrationOfKeptValues() {
        if (!isName(column)) {
            throw new IllegalStateException("no name of a column: " + column);
        }
        return migration()
                + "\n\n"
                + String.join(
                        "\n\n",
                        List.of(
                                filled("duckdb", onDuckDb()),
                                filled("postgresql", "unknown_fields::json ->> '" + column + "'"),
                                filled("redshift", "json_extract_path_text(unknown_fields, '" + column + "', true)")));
    }

    /** DuckDB reads a number of JSON as a double, so that digits would be lost: where both are equal, the text is taken. */
    private String onDuckDb() {
        String literal = "regexp_extract(unknown_fields, '\"" + column + "\":(-?[0-9][0-9.eE+-]*)', 1)";
        String value = "unknown_fields ->> '$.\"" + column + "\"'";
        return "case\n    when try_cast(" + literal + " as double) = try_cast(" + value + " as double)\n        then "
                + literal + "\n    else " + value + "\nend";
    }

    private String filled(String dbms, String value) {
        return """
                --changeset %1$s-%2$s dbms:%2$s
                update %3$s set "%4$s" = %5$s
                where "%4$s" is null and unknown_fields like '%%"%4$s":%%';
                --rollback update %3$s set "%4$s" = null;"""
                .formatted(changeset(), dbms, table, column, value);
    }

    private String changeset() {
        return "you:add-" + owner + "-" + column;
    }
}
