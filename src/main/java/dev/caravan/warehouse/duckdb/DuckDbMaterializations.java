package dev.caravan.warehouse.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Comments;
import dev.caravan.warehouse.Materializations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * DuckDB's SQL for filling relations. All of it, DDL too, is one transaction, and a reader keeps the state that it began
 * with.
 */
final class DuckDbMaterializations implements Materializations {
    private final Dialect dialect;

    DuckDbMaterializations(Dialect dialect) {
        this.dialect = dialect;
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
        return new DuckDbComments(dialect);
    }

    @Override
    public List<String> createSchema(String schema) {
        return List.of("create schema if not exists " + dialect.quote(schema));
    }

    @Override
    public List<String> createView(Relation view, String select) {
        return List.of("create or replace view " + view.render(dialect) + " as\n" + select);
    }

    @Override
    public List<String> createTableAs(Relation table, TableOptions options, String select) {
        return List.of("create table " + table.render(dialect) + " as\n" + select);
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
        String changes = changes(table);
        return List.of(
                collect(changes, select),
                "delete from " + table.render(dialect),
                insert(table, columns, changes),
                drop(changes));
    }

    @Override
    public List<String> append(Relation table, List<String> columns, String select) {
        return List.of("insert into " + table.render(dialect) + " (" + list(columns) + ")\n" + select);
    }

    /**
     * Update and insert: four times as fast as MERGE INTO where the table is empty, level where it is full, and MERGE
     * inserts a new key twice where the select gives it twice.
     */
    @Override
    public List<String> merge(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        String changes = changes(table);
        List<String> others =
                columns.stream().filter(column -> !uniqueKey.contains(column)).toList();
        String known = "delete from " + changes + " as changes\nusing " + table.render(dialect) + " as target\nwhere ";
        List<String> statements =
                new ArrayList<>(List.of(collect(changes, select), refuseRepeatedKeys(table, uniqueKey, changes)));
        if (!others.isEmpty()) {
            String update = "update " + table.render(dialect) + " as target\nset "
                    + each(others, column -> column + " = changes." + column, ", ")
                    + "\nfrom " + changes + " as changes\nwhere ";
            String differs = "\n    and ("
                    + each(others, column -> "target." + column + " is distinct from changes." + column, " or ") + ")";
            statements.add(update + sameKey(uniqueKey) + differs);
            statements.add(update + sameKeyWithNulls(uniqueKey) + differs);
        }
        statements.addAll(List.of(
                known + sameKey(uniqueKey),
                known + sameKeyWithNulls(uniqueKey),
                insert(table, columns, changes),
                drop(changes)));
        return List.copyOf(statements);
    }

    @Override
    public List<String> deleteInsert(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        String changes = changes(table);
        String delete = "delete from " + table.render(dialect) + " as target\nusing " + changes + " as changes\nwhere ";
        return List.of(
                collect(changes, select),
                delete + sameKey(uniqueKey),
                delete + sameKeyWithNulls(uniqueKey),
                insert(table, columns, changes),
                drop(changes));
    }

    /** Temporary tables belong to their connection, so that two models never meet here. */
    private String changes(Relation table) {
        return "temp." + dialect.quote(table.schema() + "__" + table.identifier() + "__changes");
    }

    private static String collect(String changes, String select) {
        return "create temporary table " + changes + " as\n" + select;
    }

    private static String drop(String changes) {
        return "drop table " + changes;
    }

    private String insert(Relation table, List<String> columns, String changes) {
        return "insert into " + table.render(dialect) + " (" + list(columns) + ")\nselect " + list(columns) + "\nfrom "
                + changes + " as changes";
    }

    private String refuseRepeatedKeys(Relation table, List<String> uniqueKey, String changes) {
        String example = uniqueKey.stream()
                .map(column -> "coalesce(cast(" + dialect.quote(column) + " as varchar), 'null')")
                .collect(joining(" || ', ' || "));
        return "select error("
                + dialect.literal("the select gives a key of " + table + " more than once: "
                        + String.join(", ", uniqueKey) + " = ")
                + " || " + example + ")\nfrom " + changes + "\ngroup by " + list(uniqueKey)
                + "\nhaving count(*) > 1\nlimit 1";
    }

    /**
     * Nulls apart: of a join by equality DuckDB hands the least and the greatest key to the scan of the table, which then
     * leaves out all row groups between which none of them can be; of "is not distinct from" it does not, and of "not
     * exists" neither. Keys with a null are few or none.
     */
    private String sameKey(List<String> uniqueKey) {
        return each(uniqueKey, column -> "target." + column + " = changes." + column, " and ");
    }

    private String sameKeyWithNulls(List<String> uniqueKey) {
        return "(" + each(uniqueKey, column -> "changes." + column + " is null", " or ") + ")\n    and "
                + each(uniqueKey, column -> "target." + column + " is not distinct from changes." + column, " and ");
    }

    private String list(List<String> columns) {
        return each(columns, Function.identity(), ", ");
    }

    private String each(List<String> columns, Function<String, String> form, String between) {
        return columns.stream().map(dialect::quote).map(form).collect(joining(between));
    }
}
