package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.s3.S3Server;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import dev.caravan.web.RecordedApi;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Two runs that begin at the same moment on Redshift's stand-in, each with a pool and a lock of its own. */
class TwoRunsOnRedshiftTest {
    private static final int DATASETS = 6;

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final QuietLogs QUIET = new QuietLogs();

    @TempDir
    Path scratch;

    private final AtomicReference<PlannedFaults> faults = new AtomicReference<>(PlannedFaults.none());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private EmbeddedPostgres server;
    private S3Client s3;
    private SmallDemo demo;
    private RecordedApi api;
    private RedshiftArena arena;
    private Place place;

    @BeforeEach
    void prepare() throws IOException {
        server = EmbeddedPostgres.builder().start();
        s3 = RedshiftFaultSchedulesTest.client(S3);
        demo = SmallDemo.in(scratch.resolve("project"));
        SmallDemo.addHistory(scratch.resolve("inbox"));
        api = RecordedApi.start(demo.recordings(), 0);
        arena = new RedshiftArena(server, server, s3, faults::get);
        place = new Place.Bucket(S3, S3.newBucket(), "landing");
    }

    @AfterEach
    void close() throws IOException {
        arena.close();
        api.close();
        s3.close();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void oneWorksAndTheOtherLeaves() throws Exception {
        List<Ended> ended = twoRuns("0s");

        assertThat(ended)
                .filteredOn(one -> one.failure().isEmpty())
                .as(ended.toString())
                .hasSize(1);
        assertThat(ended)
                .filteredOn(one -> one.failure().isPresent())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.failure().get())
                                .containsPattern(
                                        "warehouse: is in use by another run: caravan run [-0-9a-f]{36}, since [-0-9]+ [:0-9]+ UTC"));
        assertThatNothingIsDoubled(1);
    }

    @Test
    void theOtherWaitsForItsTurn() throws Exception {
        assertThat(twoRuns("80s")).containsExactly(Ended.well(), Ended.well());

        assertThatNothingIsDoubled(2);
    }

    @Test
    void whatAKilledOneLeavesRunsOut() throws Exception {
        AtomicReference<TimedCommand> killed = new AtomicReference<>(run("0s"));
        faults.set(new PlannedFaults(List.of(new Fault(FaultKind.KILLED_WHILE_WORKING, 60)), kind -> {
            arena.kill();
            killed.get().abandon();
        }));
        assertThat(killed.get().run(TwoRunsOnRedshiftTest::run).failure()).isPresent();
        faults.set(PlannedFaults.none());

        assertThat(run("0s").run(TwoRunsOnRedshiftTest::run).failure().orElseThrow())
                .contains("warehouse: is in use by another run: caravan run");
        arena.letLeasesRunOut();
        assertThat(run("0s").run(TwoRunsOnRedshiftTest::run)).isEqualTo(Ended.well());

        assertThat(arena.left()).isEmpty();
        assertThatNothingIsDoubled(1);
    }

    private List<Ended> twoRuns(String wait) throws Exception {
        TimedCommand one = run(wait);
        TimedCommand other = run(wait);
        Future<Ended> first = threads.submit(() -> one.run(TwoRunsOnRedshiftTest::run));
        Ended second = other.run(TwoRunsOnRedshiftTest::run);
        return List.of(first.get(), second);
    }

    private TimedCommand run(String wait) {
        return new TimedCommand(demo.root(), environment(wait), threads);
    }

    private static RunSummary run(Caravan caravan) {
        return caravan.run(List.of(), List.of("test_type:generic"), false);
    }

    private Environment environment(String wait) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "coinlore.url",
                api.url().toString(),
                "history.inbox",
                scratch.resolve("inbox").toString(),
                "markets.top",
                "3",
                "run.lock-wait",
                wait));
        settings.putAll(place.settings());
        settings.putAll(arena.settings());
        return Environment.load(Project.at(demo.root()), "demo", Map.of(), settings);
    }

    /** @param polls of coins; history and details of exchanges are there once, however often it is asked for them */
    private void assertThatNothingIsDoubled(int polls) {
        try (Landing landing = Landings.open(environment("0s"), demo.root());
                Warehouse warehouse = Warehouses.open(environment("0s"), demo.root())) {
            Counts counts = Counts.of(landing, warehouse);
            assertThat(counts.isExact()).as(counts.toString()).isTrue();
            assertThat(counts.landed()).hasSize(DATASETS + (polls - 1) * (DATASETS - 2));
        }
    }
}
