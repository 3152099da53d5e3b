package dev.caravan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.compile.SmallProject;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphRunnerTest {
    private static final RunListener NOBODY = new RunListener() {
        @Override
        public void started(Node node) {}

        @Override
        public void finished(NodeResult result) {}
    };

    @TempDir
    Path directory;

    private SmallProject project;
    private Warehouse warehouse;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
        project.file("models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins}]}]");
        warehouse = project.open();
        run(
                "create schema raw",
                "create schema star",
                "create table raw.coins (id integer, name varchar, batch integer)");
        run("insert into raw.coins values (1, 'one', 1), (2, 'two', 1)");
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    @Test
    void aViewIsMadeAndHasNoRowsOfItsOwn() {
        project.file("models/staging/stg.sql", "select id from ${source('raw', 'coins')}");

        RunResults results = build();

        assertThat(told(results)).containsExactly("stg success");
        assertThat(rows("select id from staging.stg order by id")).containsExactly("1", "2");
    }

    @Test
    void aTableIsReplacedAndTellsItsRows() {
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' />select id, name from ${source('raw', 'coins')}");
        build();
        run("delete from raw.coins where id = 1", "insert into raw.coins values (3, 'three', 2), (4, 'four', 2)");

        RunResults results = build();

        assertThat(told(results)).containsExactly("dim success 3");
        assertThat(rows("select id, name from star.dim order by id")).containsExactly("2 two", "3 three", "4 four");
    }

    @Test
    void aModelGoesFromViewToTableAndBack() {
        String select = "select id from ${source('raw', 'coins')}";
        String table = "<@config materialized='table' />" + select;

        for (String text : List.of(select, table, select, "<@config materialized='incremental' />" + select, select)) {
            project.file("models/star/dim.sql", text);
            assertThat(build().isFailed()).isFalse();
            assertThat(rows("select count(*) from star.dim")).containsExactly("2");
        }

        assertThat(rows("select count(*) from duckdb_views() where schema_name = 'star' and not internal"))
                .containsExactly("1");
    }

    @Test
    void anEphemeralModelMakesNothingAndIsNoWork() {
        project.file(
                "models/star/e.sql",
                "<@config materialized='ephemeral' />select id + 10 as id from ${source('raw', 'coins')}");
        project.file("models/star/t.sql", "<@config materialized='table' />select id from ${ref('e')}");

        RunResults results = build();

        assertThat(told(results)).containsExactly("t success 2");
        assertThat(rows("select id from star.t order by id")).containsExactly("11", "12");
        assertThat(rows("select count(*) from information_schema.tables where table_name = 'e'"))
                .containsExactly("0");
    }

    @Test
    void appendAddsWhatIsNew() {
        project.file("models/star/fct.sql", incremental("strategy='append'"));
        build();
        run("insert into raw.coins values (2, 'again', 2)");

        assertThat(told(build())).containsExactly("fct success 1");
        assertThat(rows("select id, name from star.fct order by batch, id"))
                .containsExactly("1 one", "2 two", "2 again");
        assertThat(told(build())).containsExactly("fct success 0");
    }

    @Test
    void mergeChangesRowsOfAKeyAndAddsTheOthers() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        build();
        run("insert into raw.coins values (2, 'zwei', 2), (3, 'drei', 2)");

        assertThat(told(build())).containsExactly("fct success 2");
        assertThat(rows("select id, name from star.fct order by id")).containsExactly("1 one", "2 zwei", "3 drei");
    }

    @Test
    void deleteAndInsertReplacesRowsOfAKey() {
        project.file("models/star/fct.sql", incremental("unique_key='id' strategy='delete+insert'"));
        build();
        run("insert into raw.coins values (2, 'a', 2), (2, 'b', 2)");

        assertThat(told(build())).containsExactly("fct success 2");
        assertThat(rows("select id, name from star.fct order by id, name")).containsExactly("1 one", "2 a", "2 b");
    }

    @Test
    void aFullRefreshFillsAnIncrementalModelFromTheBeginning() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        build();
        run("delete from raw.coins where id = 1", "update raw.coins set name = 'changed'");

        assertThat(told(build(RunOptions.build(true)))).containsExactly("fct success 1");
        assertThat(rows("select id, name from star.fct")).containsExactly("2 changed");
    }

    @Test
    void anEmptyTableIsFilledFromTheBeginning() {
        project.file("models/star/fct.sql", incremental("unique_key='id' declared_by='migration'"));
        run("create table star.fct (id integer, name varchar, batch integer)");

        assertThat(told(build())).containsExactly("fct success 2");
    }

    @Test
    void aDeclaredTableKeepsItsDeclaration() {
        run("create table star.dim (id bigint not null, name varchar default 'x')");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' declared_by='migration' />select name, id from ${source('raw', 'coins')}");

        build();
        RunResults results = build(RunOptions.build(true));

        assertThat(told(results)).containsExactly("dim success 2");
        assertThat(rows("select id, name from star.dim order by id")).containsExactly("1 one", "2 two");
        assertThat(rows("select data_type from duckdb_columns() where table_name = 'dim' order by column_index"))
                .containsExactly("BIGINT", "VARCHAR");
    }

    @Test
    void aBrokenContractIsToldWholeAndNothingRuns() {
        run("create table star.dim (id smallint, title varchar)", "create table star.other (id integer)");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' declared_by='migration' />select id, name from ${source('raw', 'coins')}");
        project.file(
                "models/star/absent.sql", "<@config materialized='table' declared_by='migration' />select 1 as id");
        project.file(
                "models/star/other.sql",
                "<@config materialized='table' declared_by='migration' />select\n  id,\n  nmae\nfrom ${source('raw', 'coins')}");
        project.file("models/staging/stg.sql", "select 1 as id");

        assertThatThrownBy(this::build)
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        models/star/absent.sql: is declared_by "migration", and no migration has made a table star.absent
                            Run caravan migrate, or write the migration that creates the table.
                        models/star/dim.sql: column "id" is integer, and star.dim declares smallint
                            Cast it, or widen the column by a migration.
                        models/star/dim.sql: column "name" is not in star.dim
                            Take it out, or add it by a migration:
                            --changeset you:add-dim-name
                            alter table "star"."dim" add column "name" varchar;
                            --rollback alter table "star"."dim" drop column "name";
                        models/star/dim.sql: column "title" of star.dim is not selected
                            Select it, or drop it by a migration.
                        models/star/other.sql: Binder Error: Referenced column "nmae" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/star/other.contract.sql:3.
                            Candidate bindings: "name"
                            LINE 3:   nmae
                                      ^^^^""");
        assertThat(rows("select count(*) from information_schema.tables where table_name = 'stg'"))
                .containsExactly("0");
    }

    @Test
    void aDriftedIncrementalModelIsTold() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        build();
        project.file(
                "models/star/fct.sql",
                "<@config materialized='incremental' unique_key='id' />select id, cast(batch as varchar) as batch, 1 as extra from ${source('raw', 'coins')}");

        RunResults results = build();

        assertThat(problems(results))
                .containsExactly(
                        "models/star/fct.sql: column \"batch\" is varchar, and star.fct has integer\n"
                                + "    Cast it, or build it anew with --full-refresh.",
                        "models/star/fct.sql: column \"extra\" is not in star.fct\n"
                                + "    Take it out, or build it anew with --full-refresh.",
                        "models/star/fct.sql: column \"name\" of star.fct is not selected\n"
                                + "    Select it, or build it anew with --full-refresh.");
        assertThat(told(build(RunOptions.build(true)))).containsExactly("fct success 2");
    }

    @Test
    void aKeyThatIsNoColumnIsTold() {
        project.file("models/star/fct.sql", incremental("unique_key=['id', 'day']"));

        assertThat(problems(build()))
                .containsExactly("models/star/fct.sql: unique_key names \"day\", which is no column of the select\n"
                        + "    The columns are id, name, batch.");
    }

    @Test
    void aFailedStatementIsToldWithTheLineOfTheCompiledFile() {
        project.file(
                "models/staging/v.sql", "<#-- a comment -->\nselect\n  id,\n  nmae\nfrom ${source('raw', 'coins')}");
        project.file("models/star/t.sql", "<@config materialized='table' />\n\nselect 1 as id\nform nothing");
        project.file("models/star/f.sql", incremental("unique_key='id'"));
        project.file("models/tests/wrong.sql", "select 1\nfrom ${ref('u')}\nwhere nothing = 1");
        project.file("models/star/u.sql", "select 1 as id");
        build();
        project.file("models/star/f.sql", incremental("unique_key='id'").replace("where batch >", "where batsch >"));

        RunResults results = build();

        assertThat(problems(results))
                .containsExactlyInAnyOrder(
                        """
                        models/star/t.sql: Parser Error: syntax error at or near "form"
                            The statement is made of target/caravan/compiled/models/star/t.sql:2.
                            LINE 2: form nothing
                                    ^^^^""",
                        """
                        models/staging/v.sql: Binder Error: Referenced column "nmae" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/staging/v.sql:3.
                            Candidate bindings: "name"
                            LINE 3:   nmae
                                      ^^^^""",
                        """
                        models/star/f.sql: Binder Error: Referenced column "batsch" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/star/f.incremental.sql:3.
                            Candidate bindings: "batch"
                            LINE 3: where batsch > (select max(batch) from "star"."f")
                                          ^^^^^^""",
                        """
                        models/tests/wrong.sql: Binder Error: Referenced column "nothing" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/tests/wrong.sql:3.
                            Candidate bindings: "id"
                            LINE 3: where nothing = 1
                                          ^^^^^^^""");
        assertThat(told(results)).contains("wrong error");
    }

    @Test
    void whatDependsOnAFailedModelIsSkippedAndTheRestGoesOn() {
        project.file("models/star/a_bad.sql", "select error('boom') as id from nowhere");
        project.file("models/star/b.sql", "select id from ${ref('a_bad')}");
        project.file("models/star/c.sql", "select id from ${ref('b')}");
        project.file("models/star/c.yml", "models: [{name: c, columns: [{name: id, data_tests: [unique]}]}]");
        project.file(
                "models/star/z_good.sql", "<@config materialized='table' />select id from ${source('raw', 'coins')}");

        RunResults results = build(1);

        assertThat(told(results))
                .containsExactly("a_bad error", "b skipped", "c skipped", "unique_c_id skipped", "z_good success 2");
        assertThat(problems(results))
                .last()
                .isEqualTo("models/star/c.yml: unique_c_id is not run, because a_bad failed");
        assertThat(results.isFailed()).isTrue();
    }

    @Test
    void aFailingTestKeepsWhatDependsOnItsModelFromRunning() {
        run("insert into raw.coins values (2, 'twice', 1)");
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file("models/star/a.yml", "models: [{name: a, columns: [{name: id, data_tests: [unique, not_null]}]}]");
        project.file("models/star/b.sql", "select id from ${ref('a')}");
        project.file("models/star/c.sql", "select id from ${ref('b')}");

        RunResults results = build(1);

        assertThat(told(results))
                .containsExactly("a success", "not_null_a_id pass", "unique_a_id fail 1", "b skipped", "c skipped");
        assertThat(problems(results))
                .containsExactly(
                        "models/star/a.yml: unique_a_id found 1 failing row\n"
                                + "    See them with target/caravan/compiled/models/star/a.yml/unique_a_id.sql.",
                        "models/star/b.sql: b is not run, because unique_a_id failed",
                        "models/star/c.sql: c is not run, because unique_a_id failed");
    }

    @Test
    void aWarningHoldsNothingUp() {
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file(
                "models/star/a.yml",
                "models: [{name: a, data_tests: [{expression_is_true: {expression: id > 5, config: {severity: warn}}}]}]");
        project.file("models/star/b.sql", "select id from ${ref('a')}");

        RunResults results = build();

        assertThat(told(results).stream().map(text -> text.replaceFirst("_[0-9a-f]{8}", "")))
                .containsExactlyInAnyOrder("a success", "b success", "expression_is_true_a_id_5 warn 2");
        assertThat(results.isFailed()).isFalse();
    }

    @Test
    void aFailingTestOfASourceKeepsItsReadersFromRunning() {
        project.file(
                "models/staging/__sources.yml",
                "sources: [{name: raw, tables: [{name: coins, columns: [{name: id, data_tests: [{accepted_values: {values: [1]}}]}]}]}]");
        project.file("models/staging/stg.sql", "select id from ${source('raw', 'coins')}");

        assertThat(told(build())).containsExactly("accepted_values_raw_coins_id_1 fail 1", "stg skipped");
    }

    @Test
    void aTestOfTwoModelsWaitsForBothAndHoldsUpWhatReadsBoth() {
        project.file("models/star/a.sql", "select 3 as id");
        project.file("models/star/z.sql", "select id from ${source('raw', 'coins')}");
        project.file(
                "models/star/a.yml",
                "models: [{name: a, columns: [{name: id, data_tests: [{relationships: {to: ref('z'), field: id}}]}]}]");
        project.file("models/marts/both.sql", "select a.id from ${ref('a')} as a cross join ${ref('z')}");
        project.file("models/marts/one.sql", "select id from ${ref('a')}");

        List<String> told = told(build(1));

        assertThat(told)
                .containsExactly(
                        "a success", "z success", "one success", "relationships_a_id_z_id fail 1", "both skipped");
    }

    @Test
    void aTestGatesThroughModelsThatAreNotSelected() {
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file(
                "models/star/a.yml",
                "models: [{name: a, columns: [{name: id, data_tests: [{accepted_values: {values: [7]}}]}]}]");
        project.file("models/star/b.sql", "select id from ${ref('a')}");
        project.file("models/star/c.sql", "select id from ${ref('b')}");
        Manifest manifest = project.compile();
        build();

        RunResults results =
                runner(2, NOBODY).run(manifest, manifest.select(List.of("a", "c"), List.of()), RunOptions.build(false));

        assertThat(told(results)).containsExactly("a success", "accepted_values_a_id_7 fail 2", "c skipped");
    }

    @Test
    void testsAloneBuildNothing() {
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file("models/tests/no_raw.sql", "select * from ${source('raw', 'coins')}");

        RunResults results = build(RunOptions.testsAlone());

        assertThat(told(results)).containsExactly("no_raw fail 2");
        assertThat(rows("select count(*) from information_schema.tables where table_name = 'a'"))
                .containsExactly("0");
    }

    @Test
    void nodesThatDoNotDependOnEachOtherRunAtOnce() {
        project.file("models/star/a.sql", "select 1 as id");
        project.file("models/star/b.sql", "select 1 as id");
        Manifest manifest = project.compile();
        CountDownLatch bothStarted = new CountDownLatch(2);
        RunListener listener = new RunListener() {
            @Override
            public void started(Node node) {
                bothStarted.countDown();
                await(bothStarted);
            }

            @Override
            public void finished(NodeResult result) {}
        };

        RunResults results = runner(2, listener).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));

        assertThat(told(results)).containsExactlyInAnyOrder("a success", "b success");
        assertThat(results.results().stream()
                        .map(result -> result.span().orElseThrow().thread()))
                .containsExactlyInAnyOrder("node-1", "node-2");
    }

    @Test
    void oneThreadRunsOneNodeAfterTheOther() {
        for (String name : List.of("a", "b", "c")) {
            project.file("models/star/" + name + ".sql", "select 1 as id");
        }
        project.file("models/star/d.sql", "select * from ${ref('c')}");
        Manifest manifest = project.compile();
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void started(Node node) {
                events.add("+" + node.name());
            }

            @Override
            public void finished(NodeResult result) {
                events.add("-" + result.node().name());
            }
        };

        RunResults results = runner(1, listener).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));

        assertThat(told(results)).containsExactly("a success", "b success", "c success", "d success");
        assertThat(events.stream().filter(event -> event.startsWith("+"))).containsExactly("+a", "+b", "+c", "+d");
        assertThat(events.indexOf("+d")).isGreaterThan(events.indexOf("-c"));
    }

    private String incremental(String config) {
        return "<@config materialized='incremental' " + config + " />\n"
                + "select id, name, batch\nfrom ${source('raw', 'coins')}\n"
                + "<#if is_incremental()>\nwhere batch > (select max(batch) from ${this})\n</#if>";
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunResults build() {
        return build(RunOptions.build(false));
    }

    private RunResults build(RunOptions options) {
        Manifest manifest = project.compile();
        return runner(2, NOBODY).run(manifest, manifest.nodes().keySet(), options);
    }

    private RunResults build(int threads) {
        Manifest manifest = project.compile();
        return runner(threads, NOBODY).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));
    }

    private GraphRunner runner(int threads, RunListener listener) {
        return new GraphRunner(warehouse, threads, Clock.systemUTC(), listener);
    }

    /** Name, status, and what was counted: rows of a model, failures of a test. */
    private static List<String> told(RunResults results) {
        return results.results().stream()
                .map(result -> result.node().name() + " " + result.status() + counted(result))
                .toList();
    }

    private static String counted(NodeResult result) {
        OptionalLong count = result.rows().isPresent() ? result.rows() : result.failures();
        return count.isPresent() && !result.status().equals("pass") ? " " + count.getAsLong() : "";
    }

    private static List<String> problems(RunResults results) {
        return results.results().stream()
                .flatMap(result -> result.problems().stream())
                .map(Problem::toString)
                .toList();
    }

    private void run(String... statements) {
        warehouse.inTransaction(transaction -> {
            Stream.of(statements).forEach(transaction::execute);
            return statements.length;
        });
    }

    private List<String> rows(String select) {
        return warehouse.readOnly(transaction -> {
            int columns = transaction.describe(select).size();
            return transaction.query(select, row -> {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.text(i).orElse("null"));
                }
                return String.join(" ", values);
            });
        });
    }
}
