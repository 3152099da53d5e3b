package dev.caravan.warehouse.postgres;

import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Comments;
import dev.caravan.warehouse.Grants;
import dev.caravan.warehouse.Materializations;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * PostgreSQL's SQL for filling relations. All of it, DDL too, is one transaction. Changed rows hold up no reader; a swap
 * waits for those that read the table, and lets the next ones in when it is committed.
 */
final class PostgresMaterializations implements Materializations {
    // A temporary table belongs to its connection, so that two models never meet here.
    private static final String CHANGES = "pg_temp.caravan__changes";

    // What is new is little beside the table, and the planner takes it for much where a model does not ask by ids. With
    // several processes and code made for the purpose it then reads whole tables.
    private static final List<String> LITTLE_IS_NEW =
            List.of("set local max_parallel_workers_per_gather = 0", "set local jit = off");

    private final Dialect dialect;
    private final PostgresReplacement replacement;
    private final PostgresStatistics statistics;
    private final Grants grants;

    PostgresMaterializations(Dialect dialect) {
        this.dialect = dialect;
        this.replacement = new PostgresReplacement(dialect);
        this.statistics = new PostgresStatistics(dialect);
        this.grants = new PostgresReaders(dialect).grants();
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
        return new PostgresComments(dialect);
    }

    @Override
    public List<String> createSchema(String schema) {
        return List.of("create schema if not exists " + dialect.quote(schema));
    }

    @Override
    public List<String> createView(Relation view, String select) {
        return List.of(replacement.ofView(view, select));
    }

    @Override
    public List<String> createTableAs(Relation table, TableOptions options, String select) {
        return List.of("create table " + table.render(dialect) + " as\n" + select, "analyze " + table.render(dialect));
    }

    @Override
    public List<String> swap(Relation fresh, Relation table) {
        return List.of(replacement.ofTable(fresh, table));
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

    /** Rows are deleted, not truncated: a reader would find the table empty that was truncated after it began. */
    @Override
    public List<String> replaceRows(Relation table, List<String> columns, String select) {
        return List.of(
                collect(select),
                "delete from " + table.render(dialect),
                insert(table, columns),
                drop(),
                statistics.refresh(table));
    }

    @Override
    public List<String> append(Relation table, List<String> columns, String select) {
        return List.of(
                "insert into " + table.render(dialect) + " (" + list(columns) + ")\n" + select,
                statistics.refresh(table));
    }

    /**
     * Update and insert. MERGE inserts a new key twice where the select gives it twice, and ON CONFLICT needs a unique
     * index, which not every table has.
     */
    @Override
    public List<String> merge(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        List<String> others =
                columns.stream().filter(column -> !uniqueKey.contains(column)).toList();
        String insertNew = insert(table, columns) + "\nwhere " + isNew(table, uniqueKey);
        if (others.isEmpty()) {
            return expectingLittle(
                    collect(select),
                    "analyze " + CHANGES,
                    refuseRepeatedKeys(table, uniqueKey),
                    insertNew,
                    drop(),
                    statistics.refresh(table));
        }
        String update = "update " + table.render(dialect) + " as target\nset "
                + each(others, column -> column + " = changes." + column, ", ")
                + "\nfrom " + CHANGES + " as changes\nwhere ";
        String differs = "\n    and ("
                + each(others, column -> "target." + column + " is distinct from changes." + column, " or ") + ")";
        return expectingLittle(
                collect(select),
                "analyze " + CHANGES,
                refuseRepeatedKeys(table, uniqueKey),
                update + sameKey(uniqueKey) + differs,
                update + sameKeyWithNulls(uniqueKey) + differs,
                insertNew,
                drop(),
                statistics.refresh(table));
    }

    @Override
    public List<String> deleteInsert(Relation table, List<String> columns, List<String> uniqueKey, String select) {
        String delete = "delete from " + table.render(dialect) + " as target\nusing " + CHANGES + " as changes\nwhere ";
        return expectingLittle(
                collect(select),
                "analyze " + CHANGES,
                delete + sameKey(uniqueKey),
                delete + sameKeyWithNulls(uniqueKey),
                insert(table, columns),
                drop(),
                statistics.refresh(table));
    }

    @Override
    public List<String> grantUsage(String schema, List<String> readers) {
        return grants.usage(schema, readers);
    }

    @Override
    public List<String> grantSelect(Relation relation, List<String> readers) {
        return grants.select(relation, readers);
    }

    private static List<String> expectingLittle(String... statements) {
        return Stream.concat(LITTLE_IS_NEW.stream(), Stream.of(statements)).toList();
    }

    private static String collect(String select) {
        return "create temporary table caravan__changes on commit drop as\n" + select;
    }

    private static String drop() {
        return "drop table " + CHANGES;
    }

    private String insert(Relation table, List<String> columns) {
        return "insert into " + table.render(dialect) + " (" + list(columns) + ")\nselect " + list(columns) + "\nfrom "
                + CHANGES + " as changes";
    }

    private String refuseRepeatedKeys(Relation table, List<String> uniqueKey) {
        String example = each(uniqueKey, column -> "coalesce(cast(" + column + " as text), 'null')", " || ', ' || ");
        return "do "
                + PostgresText.dollarQuoted("declare\n    repeated text;\nbegin\n    select " + example
                        + " into repeated\n    from " + CHANGES + "\n    group by " + list(uniqueKey)
                        + "\n    having count(*) > 1\n    limit 1;\n    if found then\n"
                        + "        raise exception using message = "
                        + dialect.literal("the select gives a key of " + table + " more than once: "
                                + String.join(", ", uniqueKey) + " = ")
                        + " || repeated;\n    end if;\nend");
    }

    /**
     * Nulls apart: PostgreSQL finds equal values by hash or index, and "is not distinct from" by comparing every row with
     * every other. Keys with a null are few or none.
     */
    private String sameKey(List<String> uniqueKey) {
        return each(uniqueKey, column -> "target." + column + " = changes." + column, " and ");
    }

    private String sameKeyWithNulls(List<String> uniqueKey) {
        return "(" + hasNull(uniqueKey) + ")\n    and "
                + each(uniqueKey, column -> "target." + column + " is not distinct from changes." + column, " and ");
    }

    private String isNew(Relation table, List<String> uniqueKey) {
        String exists = "exists (\n    select 1 from " + table.render(dialect) + " as target where ";
        return "not " + exists + sameKey(uniqueKey) + "\n)\nand not ((" + hasNull(uniqueKey) + ") and " + exists
                + sameKeyWithNulls(uniqueKey) + "\n))";
    }

    private String hasNull(List<String> uniqueKey) {
        return each(uniqueKey, column -> "changes." + column + " is null", " or ");
    }

    private String list(List<String> columns) {
        return each(columns, Function.identity(), ", ");
    }

    private String each(List<String> columns, Function<String, String> form, String between) {
        return columns.stream().map(dialect::quote).map(form).collect(joining(between));
    }
}
