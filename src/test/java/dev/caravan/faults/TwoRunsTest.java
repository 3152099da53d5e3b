package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import dev.caravan.web.RecordedApi;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that are started at the same moment on one PostgreSQL. */
class TwoRunsTest {
    private static final int DATASETS = 6;

    private static TestPostgres postgres;

    @TempDir
    Path scratch;

    private SmallDemo demo;
    private RecordedApi api;
    private String database;

    @BeforeAll
    static void startServer() throws IOException {
        postgres = TestPostgres.start();
    }

    @BeforeEach
    void prepare() throws IOException {
        demo = SmallDemo.in(scratch.resolve("project"));
        SmallDemo.addHistory(scratch.resolve("inbox"));
        api = RecordedApi.start(demo.recordings(), 0);
        database = postgres.createDatabase();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void oneWorksAndTheOtherLeaves() throws Exception {
        try (RunProcess one = run("0s");
                RunProcess other = run("0s")) {
            List<Integer> exitCodes = List.of(one.awaitExit(), other.awaitExit());
            String output = one.output() + other.output();

            assertThat(exitCodes).as(output).containsExactlyInAnyOrder(0, 1);
            assertThat(output)
                    .containsPattern(
                            "warehouse: is in use by another run: caravan run [-0-9a-f]{36}, process id \\d+ from"
                                    + " \\S+, since [-0-9]+ [:0-9]+ UTC\n"
                                    + " +One run changes a warehouse at a time\\.");
        }
        assertThatNothingIsDoubled(1);
    }

    @Test
    void theOtherWaitsForItsTurn() throws Exception {
        try (RunProcess one = run("90s");
                RunProcess other = run("90s")) {
            List<Integer> exitCodes = List.of(one.awaitExit(), other.awaitExit());

            assertThat(exitCodes).as(one.output() + other.output()).containsExactly(0, 0);
            assertThat(one.output() + other.output()).contains("is in use by another run: caravan run");
        }
        assertThatNothingIsDoubled(2);
    }

    @Test
    void whatAKilledOneLeavesHoldsUpNobody() throws Exception {
        try (RunProcess killed = run("0s")) {
            await().atMost(Duration.ofSeconds(60)).until(this::isLocked);
            killed.kill();
        }
        try (RunProcess next = run("0s")) {
            assertThat(next.awaitExit()).as(next.output()).isZero();
        }
        assertThatNothingIsDoubled(1);
    }

    private RunProcess run(String wait) throws IOException {
        Map<String, String> settings = new TreeMap<>(settings());
        settings.put("run.lock-wait", wait);
        return RunProcess.start(demo.root(), settings);
    }

    private Map<String, String> settings() {
        return Map.of(
                "coinlore.url",
                api.url().toString(),
                "history.inbox",
                scratch.resolve("inbox").toString(),
                "landing.uri",
                scratch.resolve("landing").toUri().toString(),
                "markets.top",
                "3",
                "warehouse.url",
                database,
                "warehouse.user",
                "caravan");
    }

    private boolean isLocked() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and database ="
                                + " (select oid from pg_database where datname = current_database())")) {
            result.next();
            return result.getInt(1) > 0;
        }
    }

    /** @param polls of coins; history and details of exchanges are there once, however often it is asked for them */
    private void assertThatNothingIsDoubled(int polls) {
        Environment environment = Environment.load(Project.at(demo.root()), "demo", Map.of(), settings());
        try (Landing landing = Landings.open(environment, demo.root());
                Warehouse warehouse = Warehouses.open(environment, demo.root())) {
            Counts counts = Counts.of(landing, warehouse);
            assertThat(counts.isExact()).as(counts.toString()).isTrue();
            assertThat(counts.landed()).hasSize(DATASETS + (polls - 1) * (DATASETS - 2));
        }
    }
}
