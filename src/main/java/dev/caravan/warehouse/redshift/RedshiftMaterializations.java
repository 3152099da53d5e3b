package dev.caravan.warehouse.redshift;

import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Comments;
import dev.caravan.warehouse.Grants;
import dev.caravan.warehouse.Materializations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Redshift's SQL for filling relations. All of it, DDL too, is one transaction; no TRUNCATE, because it commits. Rows are
 * found in a temporary table first, so that the target is locked for its own change alone. Views are late-binding: they
 * look for their tables when they are read, so that a swap leaves them standing.
 */
final class RedshiftMaterializations implements Materializations {
    // A temporary table belongs to its session, so that two models never meet here.
    private static final String CHANGES = "caravan__changes";

    private final Dialect dialect;
    private final Grants grants;

    RedshiftMaterializations(Dialect dialect) {
        this.dialect = dialect;
        this.grants = new RedshiftReaders(dialect).grants();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<String> strategies() {
        return Set.of("append", "delete+insert", "merge");
    }

    @Override
    public Comments comments() {
        return new RedshiftComments(dialect);
    }

    @Override
    public List<String> createSchema(String schema) {
        return List.of("create schema if not exists " + dialect.quote(schema));
    }

    /** Dropped and made again: REPLACE takes a view of the very same columns alone ("CREATE VIEW"). */
    @Override
    public List<String> createView(Relation view, String select) {
        String name = view.render(dialect);
        return List.of(
                "drop view if exists " + name, "create view " + name + " as\n" + select + "\nwith no schema binding");
    }

    /** CREATE TABLE AS counts its rows for the planner itself ("ANALYZE", usage notes), and takes no encodings. */
    @Override
    public List<String> createTableAs(Relation table, TableOptions options, String select) {
        String name = table.render(dialect);
        String create = "create table " + name + attributes(options) + " as\n";
        if (options.encode().isEmpty()) {
            return List.of(create + select);
        }
        String encodings = options.encode().entrySet().stream()
                .map(column -> "alter column " + dialect.quote(column.getKey()) + " encode " + column.getValue())
                .collect(joining(", "));
        return List.of(
                create + "select * from (\n" + select + "\n) as caravan__shape where false",
                "alter table " + name + " " + encodings,
                "insert into " + name + "\n" + select,
                analyze(table));
    }

    @Override
    public List<String> swap(Relation fresh, Relation table) {
        return List.of(
                "drop table if exists " + table.render(dialect),
                "alter table " + fresh.render(dialect) + " rename to " + dialect.quote(table.identifier()));
    }

    @Override
    public List<String> dropIfExists(Relation relation, Catalog.Kind kind) {
        String what =
                switch (kind) {
                    case TABLE -> "table";
                    case VIEW -> "view";
                };
        return List.of("drop " + what + " if exists " + relation.render(dialect));
    }

    @Override
    public List<String> replaceRows(Relation table, List<String> columns, String select) {
        return List.of(
                collect(select),
                "delete from " + table.render(dialect),
                insert(table, columns),
                drop(),
                analyze(table));
    }

    @Override
    public List<String> append(Relation table, List<String> columns, String select) {
        return List.of("insert into " + table.render(dialect) + " (" + list(columns) + ")\n" + select, analyze(table));
    }

    /**
     * MERGE rewrites every row that it meets, so those that differ in nothing are taken out of the changes before. It
     * compares by equality; keys with nulls go round it by a delete, and are inserted by it.
     */
    @Override
    public List<String> merge(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        String target = dialect.quote(table.identifier());
        List<String> rest =
                columns.stream().filter(column -> !uniqueKey.contains(column)).toList();
        String unchanged = "delete from " + CHANGES + "\nusing " + table.render(dialect) + "\nwhere ";
        String same = rest.isEmpty() ? "" : "\n    and " + sameWithNulls(target, rest);
        // An update is obligatory; where every column is of the key, no row is left that it could meet.
        List<String> updated = rest.isEmpty() ? uniqueKey : rest;
        return List.of(
                collect(select),
                refuseRepeatedKeys(table, uniqueKey),
                unchanged + sameKey(target, uniqueKey) + same,
                unchanged + sameKeyWithNulls(target, uniqueKey) + same,
                "delete from " + table.render(dialect) + "\nusing " + CHANGES + "\nwhere "
                        + sameKeyWithNulls(target, uniqueKey),
                "merge into " + table.render(dialect) + "\nusing " + CHANGES + "\non " + sameKey(target, uniqueKey)
                        + "\nwhen matched then update set "
                        + each(updated, column -> column + " = " + CHANGES + "." + column, ", ")
                        + "\nwhen not matched then insert (" + list(columns) + ")\nvalues ("
                        + each(columns, column -> CHANGES + "." + column, ", ") + ")",
                drop(),
                analyze(table));
    }

    @Override
    public List<String> deleteInsert(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        String target = dialect.quote(table.identifier());
        String delete = "delete from " + table.render(dialect) + "\nusing " + CHANGES + "\nwhere ";
        return List.of(
                collect(select),
                delete + sameKey(target, uniqueKey),
                delete + sameKeyWithNulls(target, uniqueKey),
                insert(table, columns),
                drop(),
                analyze(table));
    }

    /** Redshift enforces no key, and under snapshot isolation two loads of one batch would both commit. */
    @Override
    public List<String> lock(Relation table) {
        return List.of("lock table " + table.render(dialect));
    }

    @Override
    public List<String> grantUsage(String schema, List<String> readers) {
        return grants.usage(schema, readers);
    }

    @Override
    public List<String> grantSelect(Relation relation, List<String> readers) {
        return grants.select(relation, readers);
    }

    private String attributes(TableOptions options) {
        List<String> attributes = new ArrayList<>();
        options.dist()
                .map(dist -> switch (dist) {
                    case "all", "even", "auto" -> "diststyle " + dist;
                    default -> "diststyle key distkey (" + dialect.quote(dist) + ")";
                })
                .ifPresent(attributes::add);
        if (!options.sort().isEmpty()) {
            attributes.add(options.sortType().orElse("compound") + " sortkey (" + list(options.sort()) + ")");
        }
        return Stream.concat(Stream.of(""), attributes.stream()).collect(joining("\n"));
    }

    private static String collect(String select) {
        return "create temporary table " + CHANGES + " as\n" + select;
    }

    private static String drop() {
        return "drop table " + CHANGES;
    }

    /** Redshift skips a table of which less than a tenth has changed ("ANALYZE", analyze threshold). */
    private String analyze(Relation table) {
        return "analyze " + table.render(dialect) + " predicate columns";
    }

    private String insert(Relation table, List<String> columns) {
        return "insert into " + table.render(dialect) + " (" + list(columns) + ")\nselect " + list(columns) + "\nfrom "
                + CHANGES;
    }

    private String refuseRepeatedKeys(Relation table, List<String> uniqueKey) {
        String example = each(uniqueKey, column -> "coalesce(cast(" + column + " as varchar), 'null')", " || ', ' || ");
        return "select "
                + dialect.literal("the select gives a key of " + table + " more than once: "
                        + String.join(", ", uniqueKey) + " = ")
                + " || " + example + "\nfrom " + CHANGES + "\ngroup by " + list(uniqueKey)
                + "\nhaving count(*) > 1\nlimit 1";
    }

    private String sameKey(String target, List<String> uniqueKey) {
        return each(uniqueKey, column -> target + "." + column + " = " + CHANGES + "." + column, " and ");
    }

    /**
     * Keys with a null apart, which are few or none: "or" in a join's condition makes Redshift compare every row with every
     * other.
     */
    private String sameKeyWithNulls(String target, List<String> uniqueKey) {
        return "(" + each(uniqueKey, column -> CHANGES + "." + column + " is null", " or ") + ")\n    and "
                + sameWithNulls(target, uniqueKey);
    }

    private String sameWithNulls(String target, List<String> columns) {
        return each(
                columns,
                column -> "(" + target + "." + column + " = " + CHANGES + "." + column + " or " + target + "." + column
                        + " is null and " + CHANGES + "." + column + " is null)",
                " and ");
    }

    private String list(List<String> columns) {
        return each(columns, Function.identity(), ", ");
    }

    private String each(List<String> columns, Function<String, String> form, String between) {
        return columns.stream().map(dialect::quote).map(form).collect(joining(between));
    }
}
