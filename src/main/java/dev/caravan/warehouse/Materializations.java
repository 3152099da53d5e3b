package dev.caravan.warehouse;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import java.util.List;
import java.util.Set;

/**
 * A warehouse's SQL for filling relations. Every method gives the statements to run in order, in one transaction; those
 * that change rows of the target stand last, so that readers are held up for the shortest time.
 */
public interface Materializations {

    Dialect dialect();

    /** The strategies of incremental models that the warehouse has. */
    Set<String> strategies();

    Comments comments();

    List<String> createSchema(String schema);

    List<String> createView(Relation view, String select);

    /** Makes a table of the select's rows. A warehouse that has no use for the options passes over them. */
    List<String> createTableAs(Relation table, TableOptions options, String select);

    default List<String> createTableAs(Relation table, String select) {
        return createTableAs(table, TableOptions.none(), select);
    }

    /** Puts {@code fresh} in the place of {@code table}, which may or may not exist; readers see one or the other. */
    List<String> swap(Relation fresh, Relation table);

    List<String> dropIfExists(Relation relation, Catalog.Kind kind);

    /** Empties a table that a migration declares and fills it by the select. */
    List<String> replaceRows(Relation table, List<String> columns, String select);

    List<String> append(Relation table, List<String> columns, String select);

    /** Changes rows whose key exists where they differ, and inserts the others. */
    List<String> merge(Relation table, List<String> columns, List<String> uniqueKey, String select);

    /** Deletes every row whose key occurs in the select, and inserts the select. */
    List<String> deleteInsert(Relation table, List<String> columns, List<String> uniqueKey, String select);

    /**
     * Lets others find what is in a schema: roles, {@code public}, and where the warehouse knows them {@code group NAME} and
     * {@code role NAME}. Empty where the warehouse knows no users.
     */
    default List<String> grantUsage(String schema, List<String> readers) {
        return List.of();
    }

    /** Lets others read a relation; whoever may already, still may. Empty where the warehouse knows no users. */
    default List<String> grantSelect(Relation relation, List<String> readers) {
        return List.of();
    }

    /**
     * Deletes rows by the ids that a column has.
     *
     * @param ids what stands in {@code in (…)}
     */
    default List<String> deleteWhereIn(Relation table, String column, String ids) {
        return List.of(
                "delete from " + table.render(dialect()) + " where " + dialect().quote(column) + " in (" + ids + ")");
    }

    /**
     * Lets one transaction at a time add to a table: first in it, because what it reads must not be older. Empty where keys
     * keep two from adding the same.
     */
    default List<String> lock(Relation table) {
        return List.of();
    }
}
