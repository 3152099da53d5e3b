package dev.caravan.warehouse;

import static dev.caravan.standin.RedshiftExtension.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Relation;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on the stand-in, through the real driver. What differs on Redshift stands in the overrides, with its reason. */
final class RedshiftWarehouseTest extends WarehouseContract {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final Relation TABLE = Relation.of("star", "dim_thing");
    private final String prefix = "test-" + UUID.randomUUID() + "/";

    @Override
    Warehouse open(Path directory) throws IOException {
        return open(directory, REDSHIFT.standIn().jdbcUrl(), "warehouse.user = " + RedshiftStandIn.USER + "\n");
    }

    private static Warehouse open(Path directory, String url, String more) throws IOException {
        Files.createDirectories(directory.resolve("environments"));
        Files.writeString(
                directory.resolve("environments/test.properties"), "warehouse.url = " + url + "\n" + more, UTF_8);
        Project project = Project.at(directory);
        return Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }

    /** One database serves all tests. */
    @AfterEach
    void dropWhatTheTestMade() {
        List.of("star", "raw", "caravan", "reports")
                .forEach(schema -> run("drop schema if exists \"" + schema + "\" cascade"));
    }

    @Override
    String endlessQuery() {
        return "select count(*) from (" + warehouse.dialect().generateSeries("1", "9999999") + ") as a cross join ("
                + warehouse.dialect().generateSeries("1", "9999999") + ") as b where a.n + b.n = 5";
    }

    /** Redshift reads the landing itself. */
    @Override
    TestLanding landing() {
        return TestLanding.of(
                directory,
                URI.create("s3://" + BUCKET + "/" + prefix),
                (key, file) -> REDSHIFT.put(prefix + key, bytes(file)),
                """
                landing.uri = s3://%s/%s
                landing.s3.endpoint = %s
                landing.s3.access-key-id = anyone
                landing.s3.secret-access-key = anything
                """
                        .formatted(BUCKET, prefix, REDSHIFT.s3Endpoint()));
    }

    @Override
    long copy(List<CopyFile> files) {
        List<CopyFile> landed = files.stream()
                .<CopyFile>map(file -> new Landed(file, uri(file.name())))
                .toList();
        files.forEach(file -> REDSHIFT.put(prefix + file.name(), bytes(file)));
        REDSHIFT.put(
                prefix + "manifest.json",
                landed.stream()
                        .map(file -> "{\"url\":\"" + file.uri() + "\",\"mandatory\":true}")
                        .collect(Collectors.joining(",", "{\"entries\":[", "]}")));
        return warehouse.inTransaction(tx -> tx.copy(new CopyRequest(
                TABLE,
                List.of("batch_id", "extracted_at", "part", "line", "name"),
                () -> uri("manifest.json"),
                landed)));
    }

    @Test
    void theWarehouseIsOneHoldersAtATime() throws IOException {
        try (Warehouse other = open(directory)) {
            LockAttempt first = warehouse.tryLock("caravan run 0198c1f2");
            LockAttempt second = other.tryLock("caravan build 0198c1f3");
            ((LockAttempt.Taken) first).lock().close();
            LockAttempt third = other.tryLock("caravan build 0198c1f3");

            assertThat(second).isInstanceOfSatisfying(LockAttempt.Busy.class, busy -> assertThat(busy.holder())
                    .matches("caravan run 0198c1f2, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"));
            assertThat(third).isInstanceOfSatisfying(LockAttempt.Taken.class, taken -> taken.lock()
                    .close());
            assertThat(rows("select holder from caravan.run_lock")).isEmpty();
        }
    }

    @Test
    void theLockOfADeadProcessRunsOut() throws IOException {
        WarehouseLock dead = ((LockAttempt.Taken) warehouse.tryLock("caravan run 1")).lock();
        run("update caravan.run_lock set ends_at = dateadd(second, -1, getdate())");

        try (Warehouse other = open(directory);
                WarehouseLock lock = ((LockAttempt.Taken) other.tryLock("caravan run 2")).lock()) {
            assertThat(lock.isStillHeld()).isTrue();
            assertThat(dead.isStillHeld()).isFalse();
            dead.close();
            assertThat(rows("select holder from caravan.run_lock")).containsExactly(List.of("caravan run 2"));
        }
    }

    @Test
    void aLockSurvivesItsConnection() throws Exception {
        try (WarehouseLock lock = ((LockAttempt.Taken) warehouse.tryLock("caravan run 1")).lock()) {
            REDSHIFT.standIn().dropConnections();

            assertThat(lock.isStillHeld()).isTrue();
        }
        assertThat(REDSHIFT.rows("select holder from caravan.run_lock")).isEmpty();
    }

    /** Redshift lets one transaction at a time write to a table; the second would wait for the first, for ever here. */
    @Override
    @Test
    void transactionsThatAddDifferentKeysBothCommit() {
        run("create table star.dim_thing (id varchar(36) primary key)");

        assertThatThrownBy(this::addTwoKeysAtOnce)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction inside another one changes star.dim_thing, which the outer one has changed:"
                        + " it would wait for ever");

        assertThat(rows("select id from star.dim_thing")).isEmpty();
    }

    /**
     * The PostgreSQL beneath the stand-in shows a swapped table as empty to a snapshot that is older than the swap. A cluster
     * keeps the reader waiting, or ends its query; which, a cluster alone can show.
     */
    @Override
    Set<List<String>> countsWhileTablesAreSwapped() {
        return Set.of(List.of("50", "1"), List.of("0", "0"));
    }

    private URI uri(String name) {
        return URI.create("s3://" + BUCKET + "/" + prefix + name);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(CopyFile file) {
        try (InputStream bytes = file.open()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Landed(CopyFile file, URI uri) implements CopyFile {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long rows() {
            return file.rows();
        }

        @Override
        public long sizeBytes() {
            return file.sizeBytes();
        }

        @Override
        public Optional<Path> local() {
            return Optional.empty();
        }

        @Override
        public InputStream open() throws IOException {
            return file.open();
        }
    }
}
