package dev.caravan.load;

import static dev.caravan.load.LoadProject.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.landing.Batch;
import dev.caravan.project.CaravanException;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import dev.caravan.s3.S3Server.Request;
import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts from a bucket into both warehouses that do not read it themselves, while the server has good and bad days. */
class S3LoadTest {
    private static final String COUNTS =
            "select count(*), count(distinct batch_id || '/' || part || '/' || line) from \"raw\".coins";
    private static TestPostgres postgres;

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @TempDir
    Path directory;

    private String bucket;
    private LoadProject project;

    enum Database {
        DUCKDB {
            @Override
            String url() {
                return "jdbc:duckdb:warehouse.duckdb";
            }
        },
        POSTGRES {
            @Override
            String url() {
                return postgres.createDatabase();
            }
        };

        abstract String url();
    }

    @BeforeAll
    static void startServer() throws IOException {
        postgres = TestPostgres.start();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest
    @EnumSource
    void partsOfManyBatchesComeInOneTransaction(Database database) throws IOException {
        open(database);
        Batch first = land(0);
        Batch second = land(1);

        List<Loaded> loaded = project.load();

        assertThat(loaded).containsExactly(new Loaded(first.id(), 3), new Loaded(second.id(), 3));
        assertThat(project.rows("select part, line, id from \"raw\".coins where batch_id = '" + first.id()
                        + "' order by part, line"))
                .containsExactly("0|2|1", "1|2|2", "2|2|3");
        assertNothingIsSpooled();
        assertThat(S3.objects(bucket).keySet()).noneMatch(key -> key.contains("loads/"));
    }

    @ParameterizedTest
    @EnumSource
    void aBusyServerIsAskedAgain(Database database) throws IOException {
        open(database);
        land(0);
        land(1);
        Map<String, Integer> asked = new ConcurrentHashMap<>();
        S3.breakWith(request -> switch (asked.merge(request.path(), 1, Integer::sum)) {
            case 1 -> Optional.of(Answer.error(503, "SlowDown", "Please reduce your request rate."));
            case 2 -> Optional.of(Answer.error(500, "InternalError", "We encountered an internal error."));
            default -> Optional.empty();
        });

        project.load();

        assertThat(project.rows(COUNTS)).containsExactly("6|6");
    }

    @ParameterizedTest
    @EnumSource
    void aSlowServerIsWaitedFor(Database database) throws IOException {
        open(database);
        land(0);
        // the fault itself, and no wait of the test
        S3.breakWith(request -> {
            LockSupport.parkNanos(isPart(request) ? Duration.ofSeconds(1).toNanos() : 0);
            return Optional.empty();
        });

        project.load();

        assertThat(project.rows(COUNTS)).containsExactly("3|3");
    }

    @ParameterizedTest
    @EnumSource
    void aServerInTroubleLeavesNothingAndTheNextLoadBringsAll(Database database) throws IOException {
        open(database, "landing.s3.attempts = 2");
        Batch batch = land(0);
        S3.breakWith(request -> request.path().contains("part-00001")
                ? Optional.of(Answer.error(500, "InternalError", "We encountered an internal error."))
                : Optional.empty());

        CaravanException failure = failure();

        assertThat(failure)
                .hasMessage(place(batch, "part-00001.csv.gz") + ": the server is in trouble: InternalError (500)\n"
                        + "    Run again later; landing.s3.attempts says how often a request is sent.");
        assertNothingIsLoadedAndTheNextLoadBrings(3);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksLeavesNothingAndTheNextLoadBringsAll(Database database) throws IOException {
        open(database);
        Batch batch = land(0);
        breakPart(bytes -> new Answer(200, bytes, Optional.of(bytes.length / 2)));

        CaravanException failure = failure();

        assertThat(failure).hasMessageStartingWith("coins, batch " + batch.id() + ", part-00001.csv.gz: cannot be ");
        assertNothingIsLoadedAndTheNextLoadBrings(3);
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedPartLeavesNothingAndTheNextLoadBringsAll(Database database) throws IOException {
        open(database);
        Batch batch = land(0);
        breakPart(bytes -> new Answer(200, Arrays.copyOf(bytes, bytes.length - 9), Optional.empty()));

        CaravanException failure = failure();

        assertThat(failure)
                .hasMessageStartingWith("coins, batch " + batch.id() + ", part-00001.csv.gz: cannot be ")
                .hasMessageContaining("part-00001.csv.gz ended after ");
        assertNothingIsLoadedAndTheNextLoadBrings(3);
    }

    @ParameterizedTest
    @EnumSource
    void onePartThatBreaksOnceAmongManyBatchesIsReadAgain(Database database) throws IOException {
        open(database);
        land(0);
        land(1);
        AtomicInteger left = new AtomicInteger(1);
        S3.breakWith(request -> isPart(request) && left.getAndDecrement() > 0
                ? Optional.of(new Answer(200, new byte[100], Optional.of(50)))
                : Optional.empty());

        project.load();

        assertThat(project.rows(COUNTS)).containsExactly("6|6");
        assertNothingIsSpooled();
    }

    @ParameterizedTest
    @EnumSource
    void aLargeBatchIsStreamedAndNoMoreThanOnePartStandsOnDisk(Database database) throws IOException {
        open(database, "landing.part-size = 1MB");
        Random random = new Random(11);
        String[][] rows = new String[3_000][];
        for (int i = 0; i < rows.length; i++) {
            byte[] noise = new byte[1_500];
            random.nextBytes(noise);
            rows[i] = row(String.valueOf(i), HexFormat.of().formatHex(noise));
        }
        project.land(0, rows);
        AtomicInteger most = new AtomicInteger();
        S3.breakWith(request -> {
            most.accumulateAndGet(spooled().size(), Math::max);
            return Optional.empty();
        });

        project.load();

        assertThat(project.rows(COUNTS)).containsExactly("3000|3000");
        assertThat(S3.seen().stream().filter(S3LoadTest::isPart).count()).isGreaterThan(3);
        assertThat(most).hasValueLessThanOrEqualTo(1);
        assertNothingIsSpooled();
    }

    private void open(Database database, String... more) throws IOException {
        bucket = S3.newBucket();
        project = LoadProject.open(
                directory,
                (key, file) ->
                        S3.client().putObject(request -> request.bucket(bucket).key("caravan/" + key), file),
                Stream.concat(
                                Stream.of(
                                        "warehouse.url = " + database.url(),
                                        "warehouse.user = caravan",
                                        "landing.uri = s3://" + bucket + "/caravan",
                                        "landing.s3.endpoint = " + S3.endpoint(),
                                        "landing.s3.access-key-id = KEY",
                                        "landing.s3.secret-access-key = SECRET",
                                        "landing.compression = gzip",
                                        "landing.part-size = 1B"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Three rows, each a part of its own. */
    private Batch land(int minute) {
        return project.land(minute, row("1", "Bitcoin"), row("2", "Ethereum"), row("3", "Ripple"));
    }

    /** The second part is answered with other bytes than it has. */
    private void breakPart(java.util.function.Function<byte[], Answer> answer) {
        S3.breakWith(request -> request.path().contains("part-00001")
                ? Optional.of(answer.apply(S3.objects(bucket).entrySet().stream()
                        .filter(object -> object.getKey().endsWith("part-00001.csv.gz"))
                        .findFirst()
                        .orElseThrow()
                        .getValue()))
                : Optional.empty());
    }

    private CaravanException failure() {
        try {
            project.load();
        } catch (CaravanException e) {
            return e;
        }
        throw new AssertionError("nothing failed");
    }

    private void assertNothingIsLoadedAndTheNextLoadBrings(int rows) throws IOException {
        assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("0");
        assertThat(project.rows("select count(*) from caravan.ledger")).containsExactly("0");
        assertNothingIsSpooled();
        S3.mend();
        project.load();
        assertThat(project.load()).isEmpty();
        assertThat(project.rows(COUNTS)).containsExactly(rows + "|" + rows);
    }

    private void assertNothingIsSpooled() {
        assertThat(spooled()).isEmpty();
    }

    private List<Path> spooled() {
        Path spool = directory.resolve("warehouse.duckdb.tmp");
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.getFileName().toString().startsWith("copy-"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String place(Batch batch, String part) {
        return "s3://" + bucket + "/caravan/raw/coins/dt=2026-11-24/batch=" + batch.id() + "/" + part;
    }

    private static boolean isPart(Request request) {
        return request.method().equals("GET") && request.path().contains("/part-");
    }
}
