package dev.caravan.pipeline;

import static dev.caravan.load.LoadProject.NOON;
import static dev.caravan.load.LoadProject.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.load.Ledger;
import dev.caravan.load.LoadProject;
import dev.caravan.project.CaravanException;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the landing, in a folder and in a bucket, and what never does. */
class RetentionTest {
    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @TempDir
    Path directory;

    private LoadProject project;
    private String bucket = "";

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void loadedBatchesGoAndTheLedgerRemembersThem(boolean inBucket) throws IOException {
        open(inBucket);
        Batch first = land(0);
        Batch second = land(1);
        project.load();
        Batch waiting = land(2);

        List<Pruned> planned = retention(keeping(1)).plan(List.of());
        List<Pruned> pruned = retention(keeping(1)).prune(List.of(), () -> {});

        assertThat(pruned).isEqualTo(planned).containsExactly(new Pruned("coins", 1, first.sizeBytes(), NOON, NOON));
        assertThat(committed()).containsExactly(second.id(), waiting.id());
        assertThat(files()).noneMatch(file -> file.contains(first.id().value()));
        assertThat(project.rows("select batch_id, pruned_at from caravan.ledger order by 1"))
                .containsExactly(first.id() + "|2026-11-25T12:00:00", second.id() + "|∅");
        assertThat(project.load()).extracting(loaded -> loaded.batch()).containsExactly(waiting.id());
        assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("3");
        assertThat(retention(keeping(2)).prune(List.of(), () -> {})).isEmpty();
    }

    @Test
    void whatIsNotLoadedStaysHoweverOldItIs() throws IOException {
        open(false);
        Batch waiting = land(0);

        assertThat(retention(keeping(0)).prune(List.of(), () -> {})).isEmpty();
        assertThat(committed()).containsExactly(waiting.id());
    }

    @Test
    void withBothRulesABatchGoesWhereBothLetIt() throws IOException {
        open(false);
        Batch old = land(0);
        Batch oldToo = land(1);
        Batch young = land(60);
        project.load();

        RetentionRule rule = new RetentionRule(Optional.of(Duration.ofMinutes(24 * 60 - 30)), OptionalInt.of(2));

        assertThat(retention(rule).prune(List.of(), () -> {}))
                .extracting(Pruned::batches)
                .containsExactly(1);
        assertThat(committed()).containsExactly(oldToo.id(), young.id());
        assertThat(files()).noneMatch(file -> file.contains(old.id().value()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aFolderThatAKilledPruneLeftIsPrunedByTheNext(int deleted) throws IOException {
        open(false);
        Batch batch = land(0);
        project.load();
        Path folder = directory.resolve("landing/raw/coins/dt=2026-11-24/batch=" + batch.id());
        List<String> order = List.of("manifest.json", "batch.json", "part-00000.csv.zst", "");
        for (String name : order.subList(0, deleted)) {
            Files.delete(folder.resolve(name));
        }

        assertThat(project.load()).isEmpty();
        assertThat(retention(keeping(0)).prune(List.of(), () -> {})).hasSize(1);

        assertThat(files()).isEmpty();
        assertThat(project.rows("select count(*) from caravan.ledger where pruned_at is not null"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aBucketThatBreaksAtAnyRequestIsPrunedByTheNext(int good) throws IOException {
        open(true);
        land(0);
        Batch second = land(1);
        project.load();
        AtomicInteger asked = new AtomicInteger();
        S3.breakWith(request -> asked.incrementAndGet() > good
                ? Optional.of(Answer.error(403, "AccessDenied", "Access Denied"))
                : Optional.empty());

        assertThatThrownBy(() -> retention(keeping(0)).prune(List.of(), () -> {}))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("access is refused: AccessDenied (403)");
        S3.mend();

        assertThat(committed()).isEmpty();
        assertThat(project.load()).isEmpty();
        assertThat(retention(keeping(0)).prune(List.of(), () -> {}))
                .extracting(Pruned::newest)
                .containsExactly(second.id().openedAt());
        assertThat(files()).isEmpty();
    }

    @Test
    void aDatasetThatIsNotLoadedIsAMistake() throws IOException {
        open(false);
        land(0);
        project.load();

        assertThatThrownBy(() -> retention(keeping(0)).plan(List.of("coin")))
                .hasMessage("prune: no batch of a dataset \"coin\" is loaded\n    Did you mean \"coins\"?");
    }

    private void open(boolean inBucket) throws IOException {
        if (!inBucket) {
            project = LoadProject.open(directory);
            return;
        }
        bucket = S3.newBucket();
        project = LoadProject.open(
                directory,
                (key, file) ->
                        S3.client().putObject(request -> request.bucket(bucket).key("lake/" + key), file),
                "landing.uri = s3://" + bucket + "/lake",
                "landing.s3.endpoint = " + S3.endpoint(),
                "landing.s3.access-key-id = KEY",
                "landing.s3.secret-access-key = SECRET",
                "landing.s3.attempts = 1");
    }

    private Batch land(int minute) {
        return project.land(minute, row("90", "Bitcoin"));
    }

    /** A day later. */
    private Retention retention(RetentionRule rule) {
        Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        return new Retention(new Ledger(project.warehouse), project.landing, rule, clock);
    }

    private static RetentionRule keeping(int batches) {
        return new RetentionRule(Optional.empty(), OptionalInt.of(batches));
    }

    private List<BatchId> committed() {
        return project.landing.committed("coins", LocalDate.EPOCH);
    }

    private List<String> files() throws IOException {
        if (!bucket.isEmpty()) {
            return List.copyOf(S3.objects(bucket).keySet());
        }
        try (Stream<Path> files = Files.walk(directory.resolve("landing"))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }
}
