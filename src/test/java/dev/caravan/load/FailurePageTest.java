package dev.caravan.load;

import static dev.caravan.load.Failures.part;
import static dev.caravan.load.Failures.replaceInDescription;
import static dev.caravan.load.Failures.replaceLine;
import static dev.caravan.load.Failures.replacePart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.migrate.Migrator;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import dev.caravan.s3.S3Server.Fault;
import dev.caravan.s3.S3Server.Request;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Provokes each failure of {@code docs/failures.md}: what is told is what the page says, and the page says nothing else. */
class FailurePageTest {
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
    private static final String BAD_MIGRATION =
            """
            --liquibase formatted sql
            --changeset you:%1$s
            create table "raw".new_table (id no_such_type);
            --rollback drop table "raw".new_table;
            """;

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    @Test
    void duckDbFailsAsThePageSays() throws IOException {
        AtomicInteger files = new AtomicInteger();
        Failures failures =
                new Failures(directory, () -> "jdbc:duckdb:warehouse-" + files.incrementAndGet() + ".duckdb");

        provokeWhatIsAlike(failures);
        provokeABadDayOfS3(failures);
        failures.ofLoad((project, batch) -> replacePart(project, batch, "no gzip".getBytes()));
        Files.writeString(Files.createDirectories(directory).resolve("no-database.txt"), "no database at all");
        failures.ofOpening("warehouse.url = jdbc:duckdb:" + directory.resolve("no-database.txt"));

        assertThat(failures.seen()).containsExactlyInAnyOrderElementsOf(FailurePage.rows("DuckDB"));
    }

    @Test
    void postgresFailsAsThePageSays() throws IOException {
        TestPostgres server = TestPostgres.start();
        Failures failures = new Failures(directory, server::createDatabase);

        provokeWhatIsAlike(failures);
        provokeABadDayOfS3(failures);
        failures.ofLoad((project, batch) -> replacePart(project, batch, "no gzip".getBytes()));
        failures.ofLoad((project, batch) -> {
            project.execute("alter table \"raw\".coins alter column name type varchar(3)");
        });
        failures.ofLoad((project, batch) -> revoke(project, "insert on \"raw\".coins"));
        failures.ofLoad((project, batch) -> trigger(project, "\"raw\".coins", "perform pg_sleep(60)", ""));
        failures.ofLoad((project, batch) ->
                trigger(project, "\"raw\".coins", "perform pg_terminate_backend(pg_backend_pid())", ""));
        failures.ofLoad((project, batch) -> trigger(
                project,
                "caravan.ledger",
                "perform pg_terminate_backend(pg_backend_pid())",
                "deferrable initially deferred"));
        failures.ofMigration(project -> {
            project.write(
                    "migrations/raw/0002-new.sql",
                    BAD_MIGRATION.replace("no_such_type", "integer").formatted("x"));
            revoke(project, "create on schema \"raw\"");
        });
        String url = server.createDatabase();
        failures.ofOpening("warehouse.url = " + url.replaceFirst("/[^/]*$", "/nowhere"), "warehouse.user = caravan");
        failures.ofOpening("warehouse.url = " + url.replaceFirst(":\\d+/", ":1/"), "warehouse.user = caravan");
        failures.ofOpening(
                "warehouse.url = " + server.createDatabase("encoding 'LATIN1' locale 'C' template template0"),
                "warehouse.user = caravan");

        assertThat(failures.seen()).containsExactlyInAnyOrderElementsOf(FailurePage.rows("PostgreSQL"));
    }

    @Test
    void redshiftFailsAsThePageSays() throws IOException {
        RedshiftTrouble trouble = new RedshiftTrouble(REDSHIFT);
        Failures failures = new Failures(directory, trouble::emptied, trouble::landed);

        provokeWhatIsAlike(failures);
        provokeABadDayOfTheList(failures);
        trouble.provoke(failures);

        assertThat(failures.seen()).containsExactlyInAnyOrderElementsOf(FailurePage.rows("Redshift"));
    }

    private static void provokeWhatIsAlike(Failures failures) {
        failures.ofLoad(
                (project, batch) -> Files.writeString(part(project, batch).resolveSibling("batch.json"), "no JSON"));
        failures.ofLoad((project, batch) -> Files.delete(part(project, batch)));
        failures.ofLoad((project, batch) -> Files.writeString(part(project, batch), "short"));
        failures.ofLoad((project, batch) -> {
            byte[] bytes = Files.readAllBytes(part(project, batch));
            bytes[bytes.length - 1] ^= 1;
            Files.write(part(project, batch), bytes);
        });
        failures.ofLoad((project, batch) ->
                replaceInDescription(project, batch, "rows_extracted\" : 2", "rows_extracted\" : 3"));
        failures.ofLoad((project, batch) -> replaceInDescription(
                project, batch, "rows_extracted\" : 2", "rows_extracted\" : 3", "\"rows\" : 2", "\"rows\" : 3"));
        failures.ofLoadInto("planets", LoadProject.COLUMNS);
        failures.ofLoadInto("coins", Failures.columns("colour"));
        failures.ofLoad((project, batch) -> replaceLine(project, batch, "ORIGIN,90"));
        failures.ofLoad((project, batch) -> replaceLine(project, batch, "ORIGIN,90,Bitcoin,,more"));
        failures.ofLoad((project, batch) -> replaceLine(project, batch, "ORIGIN,90,\"Bitcoin"));
        failures.ofLoad((project, batch) -> replaceLine(project, batch, "ORIGIN,90,Bitc\u00f6in,"));
        failures.ofLoad((project, batch) -> replaceLine(project, batch, ",2026-11-24,0,2,90,Bitcoin,"));
        failures.ofLoad(
                (project, batch) -> replaceLine(project, batch, "ORIGIN,90,Bitcoin,".replace("ORIGIN", "ID,soon,0,2")));
        failures.ofLoad((project, batch) -> project.execute("alter table caravan.ledger drop column source_uri"));
        failures.ofOpening("landing.uri = ftp://lake");
        failures.ofOpening("landing.slices = some");
        failures.ofMigration(
                project -> project.write("migrations/raw/0002-new.sql", BAD_MIGRATION.formatted("add-new")));
        failures.ofMigration(project -> project.write(
                "migrations/raw/0001-coins.sql",
                "--liquibase formatted sql\n--changeset you:coins\ncreate schema \"other\";\n"));
        failures.ofMigration(project -> project.write(
                "migrations/raw/0002-new.sql",
                "--liquibase formatted sql\n--changeset you:new\nselect 1;\n--changeset you:new\nselect 2;\n"));
        failures.ofMigration(project -> project.write("migrations/changelog.yaml", "databaseChangeLog: ["));
        failures.ofMigration(project -> project.write(
                "migrations/changelog.yaml", "databaseChangeLog:\n    - include: {file: migrations/none.sql}\n"));
        failures.ofMigration(
                project -> {
                    project.write(
                            "migrations/raw/0002-new.sql",
                            "--liquibase formatted sql\n--changeset you:new\ncreate table \"raw\".x (id integer);\n");
                    project.migrate();
                },
                project -> new Migrator(project.project, project.warehouse, "test").rollback(1));
    }

    private static void provokeABadDayOfS3(Failures failures) {
        provokeABadDayOfTheList(failures);
        failures.ofLoadFromS3(S3, error(500, "InternalError", "/part-"));
        failures.ofLoadFromS3(S3, error(404, "NoSuchKey", "/part-"));
        failures.ofLoadFromS3(
                S3,
                request -> isFor("/part-", request)
                        ? Optional.of(new Answer(200, GZIP_HEAD, Optional.empty()))
                        : Optional.empty());
    }

    /** What fails before a part is read. */
    private static void provokeABadDayOfTheList(Failures failures) {
        failures.ofLoadFromS3(S3, error(404, "NoSuchBucket", ""));
        failures.ofLoadFromS3(S3, error(403, "AccessDenied", ""));
        failures.ofLoadFromS3(S3, error(301, "PermanentRedirect", ""));
        failures.ofLoadFromS3(S3, error(503, "SlowDown", ""));
        failures.ofLoadFromS3(S3, request -> Optional.empty(), "landing.s3.endpoint = http://127.0.0.1:1");
    }

    private static Fault error(int status, String code, String path) {
        return request -> isFor(path, request) ? Optional.of(Answer.error(status, code, "No.")) : Optional.empty();
    }

    private static boolean isFor(String path, Request request) {
        return request.method().equals("GET") && request.path().contains(path);
    }

    private static void revoke(LoadProject project, String right) {
        project.execute("revoke " + right + " from caravan");
    }

    private static void trigger(LoadProject project, String table, String does, String when) {
        project.execute("create function misbehave() returns trigger language plpgsql as $$ begin " + does
                + "; return null; end $$");
        project.execute("create constraint trigger misbehave after insert on " + table + " " + when
                + " for each row execute function misbehave()");
    }
}
