package dev.caravan.run;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Model;
import dev.caravan.compile.Select;
import dev.caravan.compile.Strategy;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Catalog.Kind;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the relation of a model in one transaction. */
final class ModelWork {
    private static final Logger log = LoggerFactory.getLogger(ModelWork.class);
    /** The column by which every row knows its batch. */
    private static final String BATCH_ID = "batch_id";

    private static final String FRESH = "__caravan_fresh";
    private static final Pattern CHANGES_ROWS =
            Pattern.compile("\\s*(insert|update|merge)\\b", Pattern.CASE_INSENSITIVE);

    private final Warehouse warehouse;
    private final Materializations sql;
    private final TableShape shape;
    private final Catalog catalog;
    private final RunOptions options;

    /** @param catalog the relations as they stood before the run; no two nodes of it fill the same one */
    ModelWork(Warehouse warehouse, Catalog catalog, RunOptions options) {
        this.warehouse = warehouse;
        this.sql = warehouse.materializations();
        this.shape = new TableShape(warehouse.dialect());
        this.catalog = catalog;
        this.options = options;
    }

    /** @return the rows that were inserted or changed; nothing for views */
    OptionalLong fill(Model model) {
        return warehouse.inTransaction(repeat(model), transaction -> new Filling(transaction, model).fill());
    }

    /** Only appended rows would stand twice. */
    private static Repeat repeat(Model model) {
        return model.config().strategy().equals(Optional.of(Strategy.APPEND))
                ? Repeat.IF_ROLLED_BACK
                : Repeat.ALSO_IF_UNKNOWN;
    }

    /** The statements of one model in one transaction. */
    private final class Filling {
        private final Transaction transaction;
        private final Model model;

        Filling(Transaction transaction, Model model) {
            this.transaction = transaction;
            this.model = model;
        }

        OptionalLong fill() {
            OptionalLong rows = rows();
            grant();
            return rows;
        }

        /** In the transaction that makes or swaps the relation: nobody who may read it meets one that refuses. */
        private void grant() {
            List<String> readers = options.readers().of(model);
            if (readers.isEmpty()) {
                return;
            }
            List<String> statements = sql.grantSelect(model.relation(), readers);
            if (statements.isEmpty()) {
                log.debug(
                        "{} knows no users: nothing is granted on {}",
                        warehouse.dialect().name(),
                        model.relation());
            }
            execute(CompiledSelect.of(model), statements);
        }

        private OptionalLong rows() {
            return switch (model.materialization()) {
                case VIEW -> view();
                case TABLE -> OptionalLong.of(table(asked(CompiledSelect.of(model))));
                case INCREMENTAL -> OptionalLong.of(incremental());
                case EPHEMERAL -> throw new IllegalArgumentException("no relation to fill: " + model.id());
            };
        }

        private OptionalLong view() {
            CompiledSelect select = CompiledSelect.of(model);
            dropWhere(select, Kind.TABLE);
            execute(select, sql.createView(model.relation(), select.sql()));
            return OptionalLong.empty();
        }

        private long table(CompiledSelect select) {
            if (model.config().declaredByMigration()) {
                return replace(select);
            }
            Relation fresh = model.relation().withIdentifier(model.relation().identifier() + FRESH);
            execute(select, sql.dropIfExists(fresh, Kind.TABLE));
            execute(select, sql.createTableAs(fresh, model.config().options(), select.sql()));
            // counted before the swap, which locks out those who read the table until the transaction ends
            long rows = transaction
                    .query("select count(*) from " + fresh.render(warehouse.dialect()), row -> row.number(1))
                    .get(0);
            dropWhere(select, Kind.VIEW);
            execute(select, sql.swap(fresh, model.relation()));
            return rows;
        }

        private long incremental() {
            boolean declared = model.config().declaredByMigration();
            Optional<Catalog.Entry> table = catalog.find(model.relation()).filter(entry -> entry.kind() == Kind.TABLE);
            if (!declared && (options.refreshes(model) || table.isEmpty())) {
                CompiledSelect select = asked(CompiledSelect.of(model));
                throwIfAny(shape.missingKeys(model, columns(select)));
                return table(select);
            }
            if (options.refreshes(model)) {
                return replace(asked(CompiledSelect.of(model)));
            }
            if (options.backfill()) {
                deleteBatches();
            }
            boolean empty = isEmpty();
            CompiledSelect select = asked(empty ? CompiledSelect.of(model) : CompiledSelect.ofIncrement(model));
            List<Column> columns = columns(select);
            List<Problem> problems = new ArrayList<>(shape.missingKeys(model, columns));
            table.ifPresent(entry -> problems.addAll(shape.differences(model, columns, entry)));
            throwIfAny(problems);
            return empty ? fillEmpty(select, names(columns)) : execute(select, change(names(columns), select.sql()));
        }

        /** Rows of the batches that the select takes again, so that none of a damaged or vanished record stays. */
        private void deleteBatches() {
            CompiledSelect select = CompiledSelect.ofIncrement(model);
            Ids ids = Ids.ask(transaction, select);
            for (Select.IdSet set : select.select().idSets()) {
                execute(select, sql.deleteWhereIn(model.relation(), BATCH_ID, ids.written(set, warehouse.dialect())));
            }
        }

        /** Nothing can be met in an empty table, so its first rows take no way round by a table of changes. */
        private long fillEmpty(CompiledSelect select, List<String> columns) {
            long rows = execute(select, sql.append(model.relation(), columns, select.sql()));
            if (model.config().strategy().equals(Optional.of(Strategy.MERGE))) {
                refuseRepeatedKeys(model.config().uniqueKey());
            }
            return rows;
        }

        private void refuseRepeatedKeys(List<String> key) {
            Dialect dialect = warehouse.dialect();
            String columns = key.stream().map(dialect::quote).collect(joining(", "));
            String repeated = "select " + columns + "\nfrom " + model.relation().render(dialect) + "\ngroup by "
                    + columns + "\nhaving count(*) > 1\nlimit 1";
            List<String> found = transaction.query(repeated, row -> IntStream.rangeClosed(1, key.size())
                    .mapToObj(column -> row.text(column).orElse("null"))
                    .collect(joining(", ")));
            if (!found.isEmpty()) {
                throw new CaravanException(Problem.at(
                        model.path(),
                        "the select gives a key of " + model.relation() + " more than once: " + String.join(", ", key)
                                + " = " + found.get(0),
                        "Keep one row of each key, or correct unique_key."));
            }
        }

        private List<String> change(List<String> columns, String select) {
            Strategy strategy = model.config().strategy().orElseThrow();
            List<String> key = model.config().uniqueKey();
            return switch (strategy) {
                case APPEND -> sql.append(model.relation(), columns, select);
                case MERGE -> sql.merge(model.relation(), columns, key, select);
                case DELETE_INSERT -> sql.deleteInsert(model.relation(), columns, key, select);
            };
        }

        private long replace(CompiledSelect select) {
            return execute(select, sql.replaceRows(model.relation(), names(columns(select)), select.sql()));
        }

        private CompiledSelect asked(CompiledSelect select) {
            return Ids.ask(transaction, select).writeInto(select, warehouse.dialect());
        }

        private boolean isEmpty() {
            String any = "select 1 from " + model.relation().render(warehouse.dialect()) + " limit 1";
            return transaction.query(any, row -> row.number(1)).isEmpty();
        }

        private List<Column> columns(CompiledSelect select) {
            return select.run(select.sql(), () -> transaction.describe(select.sql()));
        }

        private void dropWhere(CompiledSelect select, Kind kind) {
            if (catalog.find(model.relation())
                    .filter(entry -> entry.kind() == kind)
                    .isPresent()) {
                execute(select, sql.dropIfExists(model.relation(), kind));
            }
        }

        /** Rows that deletes take away are not counted: most of them come back in the insert that follows. */
        private long execute(CompiledSelect select, List<String> statements) {
            long rows = 0;
            for (String statement : statements) {
                long changed = select.run(statement, () -> transaction.execute(statement));
                rows += CHANGES_ROWS.matcher(statement).lookingAt() ? changed : 0;
            }
            return rows;
        }
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
    }
}
