package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How every warehouse fills relations, and what those see who read them meanwhile. */
abstract class MaterializationContract extends DialectContract {
    private static final Relation TABLE = Relation.of("star", "dim_thing");
    private static final Set<List<String>> WHOLE_STATE = Set.of(List.of("50", "1"));

    @Test
    void whatIsSaidOfRelationsAndColumnsStandsInTheWarehouse() {
        Relation view = Relation.of("star", "v_thing");
        Comments comments = warehouse.materializations().comments();
        apply(warehouse.materializations().createTableAs(TABLE, "select 1 as id, 2 as \"other\""));
        apply(warehouse.materializations().createView(view, "select id from star.dim_thing"));

        List<String> statements = new ArrayList<>();
        comments.onRelation(TABLE, Catalog.Kind.TABLE, "It's a \\ thing: é").ifPresent(statements::add);
        comments.onColumn(TABLE, Catalog.Kind.TABLE, "id", "Its number.").ifPresent(statements::add);
        comments.onRelation(view, Catalog.Kind.VIEW, "A look at it.").ifPresent(statements::add);
        comments.onColumn(view, Catalog.Kind.VIEW, "id", "Seen.").ifPresent(statements::add);
        apply(statements);

        assertThat(rows("select * from (" + comments.select()
                        + ") as found (schema_name, name, is_view, column_name, comment) where schema_name = 'star'"))
                .containsExactlyInAnyOrderElementsOf(commented());
    }

    /** What the warehouse says of the table and view above. */
    List<List<String>> commented() {
        return List.of(
                List.of("star", "dim_thing", "false", "null", "It's a \\ thing: é"),
                List.of("star", "dim_thing", "false", "id", "Its number."),
                List.of("star", "dim_thing", "false", "other", "null"),
                List.of("star", "v_thing", "true", "null", "A look at it."),
                List.of("star", "v_thing", "true", "id", "Seen."));
    }

    /** Names of models, columns, schemas and readers, and descriptions, as an attacker would choose them. */
    @ParameterizedTest
    @MethodSource("dev.caravan.HostileNames#ofSql")
    void aNameIsNeverMoreThanAName(String name) {
        Dialect dialect = warehouse.dialect();
        Materializations materializations = warehouse.materializations();
        Relation table = Relation.of("star", name);
        Relation fresh = Relation.of("star", name + "__fresh");
        Relation view = Relation.of("star", "v" + name);
        String select = "select 1 as " + dialect.quote(name) + ", " + dialect.literal(name) + " as said";
        List<String> columns = List.of(name, "said");
        run("create table star.victim (id integer)");

        apply(materializations.createTableAs(table, select));
        apply(materializations.createTableAs(fresh, select));
        apply(materializations.swap(fresh, table));
        apply(materializations.append(table, columns, select));
        apply(materializations.merge(table, columns, List.of(name), select));
        apply(materializations.deleteInsert(table, columns, List.of(name), select));
        apply(materializations.replaceRows(table, columns, select));
        apply(materializations.createView(view, "select * from " + table.render(dialect)));
        Comments comments = materializations.comments();
        comments.onRelation(table, Catalog.Kind.TABLE, name).ifPresent(this::run);
        comments.onColumn(table, Catalog.Kind.TABLE, name, name).ifPresent(this::run);
        refused(materializations.grantUsage(name, List.of(name)));
        refused(materializations.grantSelect(table, List.of(name)));
        apply(materializations.createSchema(name));
        run("drop schema " + dialect.quote(name));

        assertThat(rows("select said, " + dialect.quote(name) + " from " + view.render(dialect)))
                .containsExactly(List.of(name, "1"));
        assertThat(warehouse.catalog().find(table).orElseThrow().column(name)).isPresent();
        apply(materializations.dropIfExists(view, Catalog.Kind.VIEW));
        apply(materializations.dropIfExists(table, Catalog.Kind.TABLE));
        assertThat(warehouse.catalog().find(table)).isEmpty();
        assertThat(rows("select count(*) from star.victim")).containsExactly(List.of("0"));
    }

    /** There is nobody of such a name; a warehouse that knows no readers has nothing to refuse. */
    private void refused(List<String> grants) {
        for (String grant : grants) {
            assertThatThrownBy(() -> run(grant)).as(grant).isInstanceOf(CaravanException.class);
        }
    }

    @Test
    void aReaderKeepsTheTableThatIsSwappedAway() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        apply(warehouse.materializations().createTableAs(TABLE, "select 1 as id"));
        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));

        CompletableFuture<Void> swapped = warehouse.readOnly(reader -> {
            assertThat(read(reader, "select id from star.dim_thing")).containsExactly(List.of("1"));
            // A warehouse may let the swap wait for its readers.
            CompletableFuture<Void> swapping = CompletableFuture.runAsync(
                    () -> apply(warehouse.materializations().swap(fresh, TABLE)));
            for (int i = 0; i < 100; i++) {
                assertThat(read(reader, "select id from star.dim_thing")).containsExactly(List.of("1"));
            }
            return swapping;
        });
        swapped.join();

        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("2"));
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileTablesAreSwapped() {
        readersSeeWholeStates(countsWhileTablesAreSwapped(), number -> {
            Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
            List<String> statements =
                    new ArrayList<>(warehouse.materializations().createTableAs(fresh, state(number)));
            statements.addAll(warehouse.materializations().swap(fresh, TABLE));
            return statements;
        });
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileRowsAreReplaced() {
        readersSeeWholeStates(
                WHOLE_STATE,
                number -> warehouse.materializations().replaceRows(TABLE, List.of("id", "state"), state(number)));
    }

    @Test
    void readersSeeTheOldRowsOrTheNewOnesWhileRowsAreMerged() {
        readersSeeWholeStates(WHOLE_STATE, number -> warehouse
                .materializations()
                .merge(TABLE, List.of("id", "state"), List.of("id"), state(number)));
    }

    /** Rows and states that a reader may count. */
    Set<List<String>> countsWhileTablesAreSwapped() {
        return WHOLE_STATE;
    }

    /** A state is 50 rows of one number; a reader counts them over a view, in one statement, all the while. */
    private void readersSeeWholeStates(Set<List<String>> allowed, IntFunction<List<String>> change) {
        apply(warehouse.materializations().createTableAs(TABLE, state(0)));
        view("things", "select * from star.dim_thing");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Set<List<String>>> reader = CompletableFuture.supplyAsync(() -> {
            Set<List<String>> seen = new HashSet<>();
            while (!done.get()) {
                seen.addAll(rows("select count(*), count(distinct state), max(state) from star.things"));
            }
            return seen;
        });

        try {
            for (int number = 1; number <= 20; number++) {
                apply(change.apply(number));
            }
        } finally {
            done.set(true);
        }

        assertThat(reader.join()).isNotEmpty().allSatisfy(counts -> assertThat(counts.subList(0, 2))
                .isIn(allowed));
        assertThat(rows("select distinct state from star.things")).containsExactly(List.of("20"));
    }

    private String state(int number) {
        return "select n as id, " + number + " as state from ("
                + warehouse.dialect().generateSeries("1", "50") + ") as numbers";
    }

    @Test
    void swapsIntoAPlaceWhereNothingStands() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");

        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));
        apply(warehouse.materializations().swap(fresh, TABLE));

        assertThat(warehouse.catalog().entries().keySet()).containsExactly(TABLE);
    }

    @Test
    void aViewIsReplaced() {
        apply(warehouse.materializations().createView(TABLE, "select 1 as id"));
        apply(warehouse.materializations().createView(TABLE, "select 2 as id, 3 as other"));

        assertThat(rows("select * from star.dim_thing")).containsExactly(List.of("2", "3"));
    }

    @Test
    void replacedRowsKeepTheDeclaredTable() {
        run("create table star.dim_thing (id integer primary key, name varchar(10))");
        run("insert into star.dim_thing values (1, 'old'), (2, 'gone')");

        apply(warehouse.materializations().replaceRows(TABLE, List.of("name", "id"), "select 'new' as name, 1 as id"));

        assertThat(rows("select id, name from star.dim_thing")).containsExactly(List.of("1", "new"));
    }

    @Test
    void appendAdds() {
        run("create table star.dim_thing (id integer, name varchar(10))");

        apply(warehouse.materializations().append(TABLE, List.of("id"), "select 1 as id"));
        apply(warehouse.materializations().append(TABLE, List.of("id"), "select 1 as id"));

        assertThat(rows("select id from star.dim_thing")).containsExactly(List.of("1"), List.of("1"));
    }

    @Test
    void mergeChangesWhatDiffersAndAddsWhatIsNew() {
        run("create table star.dim_thing (id integer, kind varchar(10), name varchar(10))");
        run("insert into star.dim_thing values (1, 'a', 'old'), (2, null, 'old'), (3, 'a', 'kept')");
        String select = "select 1 as id, 'a' as kind, 'new' as name union all select 2, null, null"
                + " union all select 4, null, 'added'";

        for (int times = 0; times < 2; times++) {
            apply(warehouse
                    .materializations()
                    .merge(TABLE, List.of("id", "kind", "name"), List.of("id", "kind"), select));
        }

        assertThat(rows("select id, kind, name from star.dim_thing order by id"))
                .containsExactly(
                        List.of("1", "a", "new"),
                        List.of("2", "null", "null"),
                        List.of("3", "a", "kept"),
                        List.of("4", "null", "added"));
    }

    @Test
    void mergeRefusesAKeyThatTheSelectGivesTwice() {
        run("create table star.dim_thing (id integer, name varchar(10))");

        assertThatThrownBy(() -> apply(warehouse
                        .materializations()
                        .merge(
                                TABLE,
                                List.of("id", "name"),
                                List.of("id"),
                                "select 7 as id, 'a' as name union all select 7, 'b'")))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("the select gives a key of star.dim_thing more than once: id = 7");

        assertThat(rows("select * from star.dim_thing")).isEmpty();
    }

    @Test
    void deleteInsertReplacesEveryRowOfAKey() {
        run("create table star.dim_thing (id integer, name varchar(10))");
        run("insert into star.dim_thing values (1, 'old'), (1, 'old'), (2, 'kept')");

        apply(warehouse
                .materializations()
                .deleteInsert(TABLE, List.of("id", "name"), List.of("id"), "select 1 as id, 'new' as name"));

        assertThat(rows("select id, name from star.dim_thing order by id"))
                .containsExactly(List.of("1", "new"), List.of("2", "kept"));
    }

    @Test
    void rowsAreDeletedByTheIdsThatAColumnHas() {
        run("create table star.dim_thing (id varchar(10), name varchar(10))");
        run("insert into star.dim_thing values ('a', 'one'), ('a', 'two'), ('b', 'kept'), (null, 'kept')");

        apply(warehouse.materializations().deleteWhereIn(TABLE, "id", "'a', 'c'"));

        assertThat(rows("select name from star.dim_thing")).containsExactly(List.of("kept"), List.of("kept"));
    }

    @Test
    void aViewStaysOverATableThatIsSwapped() {
        Relation fresh = TABLE.withIdentifier("dim_thing__fresh");
        apply(warehouse.materializations().createTableAs(TABLE, "select 1 as id, 'a' as name"));
        view("things", "select id from star.dim_thing");
        view("things_of_things", "select id from star.things");

        apply(warehouse.materializations().createTableAs(fresh, "select 2 as id"));
        apply(warehouse.materializations().swap(fresh, TABLE));

        assertThat(rows("select id from star.things_of_things")).containsExactly(List.of("2"));
    }

    @Test
    void aViewMayLoseAndRenameColumnsUnderAnother() {
        apply(warehouse.materializations().createView(TABLE, "select 1 as id, 'a' as name, 3 as other"));
        view("things", "select id from star.dim_thing");

        apply(warehouse.materializations().createView(TABLE, "select 'b' as title, 2 as id"));

        assertThat(rows("select * from star.dim_thing")).containsExactly(List.of("b", "2"));
        assertThat(rows("select id from star.things")).containsExactly(List.of("2"));
    }

    private void view(String name, String select) {
        apply(warehouse.materializations().createView(TABLE.withIdentifier(name), select));
    }

    void apply(List<String> statements) {
        warehouse.inTransaction(tx -> {
            statements.forEach(tx::execute);
            return tx;
        });
    }
}
