package dev.caravan.run;

import dev.caravan.compile.Model;
import dev.caravan.compile.Strategy;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Catalog.Kind;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fills the relation of a model in one transaction. */
final class ModelWork {
    private static final String FRESH = "__caravan_fresh";
    private static final Pattern CHANGES_ROWS = Pattern.compile("(?is)\\s*(insert|update|merge)\\b.*");

    private final Warehouse warehouse;
    private final Materializations sql;
    private final Catalog catalog;
    private final RunOptions options;

    ModelWork(Warehouse warehouse, Catalog catalog, RunOptions options) {
        this.warehouse = warehouse;
        this.sql = warehouse.materializations();
        this.catalog = catalog;
        this.options = options;
    }

    /** @return the rows that were inserted or changed; 0 for views */
    long fill(Model model) {
        return switch (model.materialization()) {
            case EPHEMERAL -> 0;
            case VIEW -> warehouse.inTransaction(transaction -> view(transaction, model));
            case TABLE -> warehouse.inTransaction(transaction -> table(transaction, model));
            case INCREMENTAL -> warehouse.inTransaction(transaction -> incremental(transaction, model));
        };
    }

    private long view(Transaction transaction, Model model) {
        dropWhere(transaction, model.relation(), Kind.TABLE);
        execute(transaction, sql.createView(model.relation(), model.sql()));
        return 0;
    }

    private long table(Transaction transaction, Model model) {
        if (model.config().declaredByMigration()) {
            return replace(transaction, model);
        }
        Relation fresh = model.relation().withIdentifier(model.relation().identifier() + FRESH);
        execute(transaction, sql.dropIfExists(fresh, Kind.TABLE));
        execute(transaction, sql.createTableAs(fresh, model.sql()));
        dropWhere(transaction, model.relation(), Kind.VIEW);
        execute(transaction, sql.swap(fresh, model.relation()));
        return transaction
                .query("select count(*) from " + model.relation().render(warehouse.dialect()), row -> row.number(1))
                .get(0);
    }

    private long incremental(Transaction transaction, Model model) {
        boolean declared = model.config().declaredByMigration();
        if (!declared
                && (options.fullRefresh()
                        || kind(model.relation()).filter(Kind.TABLE::equals).isEmpty())) {
            return table(transaction, model);
        }
        if (options.fullRefresh()) {
            return replace(transaction, model);
        }
        String select = isEmpty(transaction, model.relation())
                ? model.sql()
                : model.incrementalSql().orElse(model.sql());
        return execute(transaction, change(model, columns(transaction, select), select));
    }

    private List<String> change(Model model, List<String> columns, String select) {
        Strategy strategy = model.config().strategy().orElseThrow();
        List<String> key = model.config().uniqueKey();
        return switch (strategy) {
            case APPEND -> sql.append(model.relation(), columns, select);
            case MERGE -> sql.merge(model.relation(), columns, key, select);
            case DELETE_INSERT -> sql.deleteInsert(model.relation(), columns, key, select);
        };
    }

    private long replace(Transaction transaction, Model model) {
        return execute(transaction, sql.replaceRows(model.relation(), columns(transaction, model.sql()), model.sql()));
    }

    private boolean isEmpty(Transaction transaction, Relation relation) {
        String any = "select 1 from " + relation.render(warehouse.dialect()) + " limit 1";
        return transaction.query(any, row -> row.number(1)).isEmpty();
    }

    private static List<String> columns(Transaction transaction, String select) {
        return transaction.describe(select).stream().map(Column::name).toList();
    }

    private void dropWhere(Transaction transaction, Relation relation, Kind kind) {
        if (kind(relation).filter(kind::equals).isPresent()) {
            execute(transaction, sql.dropIfExists(relation, kind));
        }
    }

    private Optional<Kind> kind(Relation relation) {
        return catalog.find(relation).map(Catalog.Entry::kind);
    }

    /** Rows that deletes take away are not counted: most of them come back in the insert that follows. */
    private static long execute(Transaction transaction, List<String> statements) {
        long rows = 0;
        for (String statement : statements) {
            long changed = transaction.execute(statement);
            rows += CHANGES_ROWS.matcher(statement).matches() ? changed : 0;
        }
        return rows;
    }
}
