package dev.caravan.run;

import static dev.caravan.run.SmallWarehouse.problems;
import static dev.caravan.run.SmallWarehouse.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.compile.SmallProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphRunnerTest {
    @TempDir
    Path directory;

    private SmallWarehouse warehouse;
    private SmallProject project;

    @BeforeEach
    void start() {
        warehouse = new SmallWarehouse(directory);
        project = warehouse.project();
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    @Test
    void whatDependsOnAFailedModelIsSkippedAndTheRestGoesOn() {
        project.file("models/star/a_bad.sql", "select error('boom') as id from nowhere");
        project.file("models/star/b.sql", "select id from ${ref('a_bad')}");
        project.file("models/star/c.sql", "select id from ${ref('b')}");
        project.file("models/star/c.yml", "models: [{name: c, columns: [{name: id, data_tests: [unique]}]}]");
        project.file(
                "models/star/z_good.sql", "<@config materialized='table' />select id from ${source('raw', 'coins')}");

        RunResults results = warehouse.build(1);

        assertThat(told(results))
                .containsExactly("a_bad error", "b skipped", "c skipped", "unique_c_id skipped", "z_good success 2");
        assertThat(problems(results))
                .last()
                .isEqualTo("models/star/c.yml: unique_c_id is not run, because a_bad failed");
        assertThat(results.isFailed()).isTrue();
    }

    @Test
    void aFailingTestKeepsWhatDependsOnItsModelFromRunning() {
        warehouse.run("insert into raw.coins values (2, 'twice', 1)");
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file("models/star/a.yml", "models: [{name: a, columns: [{name: id, data_tests: [unique, not_null]}]}]");
        project.file("models/star/b.sql", "select id from ${ref('a')}");
        project.file("models/star/c.sql", "select id from ${ref('b')}");

        RunResults results = warehouse.build(1);

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

        RunResults results = warehouse.build();

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

        assertThat(told(warehouse.build())).containsExactly("accepted_values_raw_coins_id_1 fail 1", "stg skipped");
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

        List<String> told = told(warehouse.build(1));

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
        warehouse.build();

        RunResults results = warehouse
                .runner(2, SmallWarehouse.NOBODY)
                .run(manifest, manifest.select(List.of("a", "c"), List.of()), RunOptions.build(false));

        assertThat(told(results)).containsExactly("a success", "accepted_values_a_id_7 fail 2", "c skipped");
    }

    @Test
    void testsAloneBuildNothing() {
        project.file("models/star/a.sql", "select id from ${source('raw', 'coins')}");
        project.file("models/tests/no_raw.sql", "select * from ${source('raw', 'coins')}");

        RunResults results = warehouse.build(RunOptions.testsAlone());

        assertThat(told(results)).containsExactly("no_raw fail 2");
        assertThat(warehouse.rows("select count(*) from information_schema.tables where table_name = 'a'"))
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

        RunResults results =
                warehouse.runner(2, listener).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));

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

        RunResults results =
                warehouse.runner(1, listener).run(manifest, manifest.nodes().keySet(), RunOptions.build(false));

        assertThat(told(results)).containsExactly("a success", "b success", "c success", "d success");
        assertThat(events.stream().filter(event -> event.startsWith("+"))).containsExactly("+a", "+b", "+c", "+d");
        assertThat(events.indexOf("+d")).isGreaterThan(events.indexOf("-c"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
