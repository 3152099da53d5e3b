package dev.caravan.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Project;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RedshiftMigrationTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final String FILE = "migrations/star/0001-create-thing.sql";
    private static final Changeset CREATE = new Changeset(FILE, "test", "star-0001-create-thing");
    private static final Changeset SORT = new Changeset(FILE, "test", "star-0001-sort-thing");
    private static final Changeset TAG = new Changeset("migrations/star/0002-tag.yaml", "test", "star-0002-tag");
    private static final Changeset OTHER =
            new Changeset("migrations/star/0003-create-other.yaml", "test", "star-0003-create-other");

    @TempDir
    Path directory;

    private Project project;
    private Warehouse warehouse;

    @BeforeEach
    void openWarehouse() throws IOException, SQLException {
        REDSHIFT.run("drop schema if exists caravan cascade");
        write("environments/test.properties", "");
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - includeAll:
                          path: migrations/star/
                """);
        write(
                FILE,
                """
                --liquibase formatted sql

                --changeset test:star-0001-create-thing
                --comment One row a thing: %s.
                create table caravan.thing (id bigint not null);
                --rollback drop table caravan.thing;

                --changeset test:star-0001-index-thing dbms:postgresql
                create index thing_id on caravan.thing (id);
                --rollback drop index caravan.thing_id;

                --changeset test:star-0001-sort-thing dbms:redshift
                alter table caravan.thing alter compound sortkey (id);
                --rollback alter table caravan.thing alter sortkey none;
                """
                        .formatted("é".repeat(300)));
        write(
                "migrations/star/0002-tag.yaml",
                """
                databaseChangeLog:
                    - changeSet:
                          id: star-0002-tag
                          author: test
                          changes:
                              - tagDatabase:
                                    tag: v1
                """);
        write(
                "migrations/star/0003-create-other.yaml",
                """
                databaseChangeLog:
                    - changeSet:
                          id: star-0003-create-other
                          author: test
                          changes:
                              - createTable:
                                    schemaName: caravan
                                    tableName: other
                                    columns:
                                        - column: {name: id, type: bigint, autoIncrement: true, startWith: 7}
                                        - column: {name: tag, type: clob}
                                        - column: {name: key, type: uuid}
                                        - column: {name: price, type: "numeric(38, 18)"}
                                        - column: {name: is_open, type: boolean}
                                        - column: {name: seen_at, type: "timestamp(3)"}
                                        - column: {name: said_at, type: "timestamp with time zone"}
                """);
        project = Project.at(directory);
        warehouse = TestWarehouse.open(project, "test", REDSHIFT.standIn().jdbcUrl());
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    @Test
    void runsWhatIsOfRedshiftOnceAndTakesItBack() throws SQLException {
        List<Changeset> applied = migrator().update();
        List<Changeset> again = migrator().update();
        migrator().rollback(3);

        assertThat(applied).containsExactly(CREATE, SORT, TAG, OTHER);
        assertThat(again).isEmpty();
        assertThat(migrator().status()).containsExactly(SORT, TAG, OTHER);
        assertThat(REDSHIFT.rows("select id from caravan.databasechangelog")).containsExactly(CREATE.id());
    }

    @Test
    void changesetsInYamlBecomeTypesThatRedshiftHas() throws SQLException {
        migrator().update();

        assertThat(REDSHIFT.rows("select column_name, data_type from svv_redshift_columns"
                        + " where schema_name = 'caravan' and table_name = 'other' order by ordinal_position"))
                .containsExactly(
                        "id|bigint",
                        "tag|character varying(65535)",
                        "key|character varying(36)",
                        "price|numeric(38,18)",
                        "is_open|boolean",
                        "seen_at|timestamp without time zone",
                        "said_at|timestamp with time zone");
        assertThat(REDSHIFT.standIn().statements())
                .anyMatch(statement -> statement.contains("id BIGINT identity(7, 1)"));
    }

    @Test
    void migratesUpToATagAndOnFromThere() {
        List<Changeset> upToTag = migrator().to("v1");
        List<Changeset> pending = migrator().status();
        List<Changeset> rest = migrator().update();

        assertThat(upToTag).containsExactly(CREATE, SORT, TAG);
        assertThat(pending).containsExactly(OTHER);
        assertThat(rest).containsExactly(OTHER);
    }

    @Test
    void aFailedChangesetIsNamedAndLeavesNothing() throws IOException, SQLException {
        write(
                "migrations/star/0004-index.sql",
                """
                --liquibase formatted sql

                --changeset test:star-0004-index
                create table caravan.half (id bigint);
                create index other_id on caravan.other (id);
                """);

        assertThatThrownBy(() -> migrator().update())
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        "migrations/star/0004-index.sql, changeset test:star-0004-index: ERROR: SQL command \"create index other_id on caravan.other (id)\" not supported on Redshift tables.\n"
                                + "    Mend the changeset and migrate again: nothing of it is in the warehouse, what ran before it stays.");
        assertThat(REDSHIFT.rows("select table_name from svv_tables where table_schema = 'caravan' order by 1"))
                .containsExactly("databasechangelog", "databasechangeloglock", "migration_guard", "other", "thing");
        assertThat(locks()).isEmpty();
    }

    @Test
    void theLockOfAKilledProcessIsFreed() throws SQLException {
        migrator().update();
        migrator().rollback(2);
        REDSHIFT.run(
                "update caravan.databasechangeloglock set locked = true, lockedby = 'killed', lockgranted = getdate()");

        List<Changeset> applied = migrator().update();

        assertThat(applied).containsExactly(TAG, OTHER);
        assertThat(locks()).isEmpty();
    }

    @Test
    void theLockOfALivingProcessIsWaitedForUntilItsConnectionEnds() throws SQLException {
        migrator().update();
        migrator().rollback(2);
        CompletableFuture<List<Changeset>> waiting;
        try (Connection living = REDSHIFT.connect();
                Statement statement = living.createStatement()) {
            living.setAutoCommit(false);
            statement.execute("lock table caravan.migration_guard");
            waiting = CompletableFuture.supplyAsync(() -> migrator().update());
            await().during(3, SECONDS).atMost(20, SECONDS).until(() -> !waiting.isDone());
        }

        // Liquibase asks again every ten seconds.
        await().atMost(60, SECONDS).until(waiting::isDone);
        assertThat(waiting.join()).containsExactly(TAG, OTHER);
        assertThat(locks()).isEmpty();
    }

    /** Who waits may have looked before: a transaction of Redshift sees what was there when it began. */
    @Test
    void whoWaitedForTheLockSeesWhatWasDoneMeanwhile() throws SQLException {
        migrator().update();
        migrator().rollback(1);
        REDSHIFT.run("delete from caravan.databasechangeloglock");
        CompletableFuture<List<Changeset>> waiting;
        try (Connection living = REDSHIFT.connect();
                Statement statement = living.createStatement()) {
            living.setAutoCommit(false);
            statement.execute("lock table caravan.migration_guard");
            waiting = CompletableFuture.supplyAsync(() -> migrator().update());
            await().during(3, SECONDS).atMost(20, SECONDS).until(() -> !waiting.isDone());
            statement.execute("insert into caravan.databasechangeloglock (id, locked) values (1, false)");
            living.commit();
        }

        assertThat(waiting.join()).containsExactly(OTHER);
        assertThat(REDSHIFT.rows("select id from caravan.databasechangeloglock"))
                .containsExactly("1");
    }

    @Test
    void twoProcessesAtOnceApplyEachChangesetOnce() throws Exception {
        Process one = process();
        Process two = process();

        assertThat(one.waitFor(60, SECONDS) && two.waitFor(60, SECONDS)).isTrue();
        assertThat(List.of(output(one), output(two))).containsExactlyInAnyOrder("0 changesets", "4 changesets");
        assertThat(REDSHIFT.rows("select id from caravan.databasechangelog order by orderexecuted"))
                .containsExactly(CREATE.id(), SORT.id(), TAG.id(), OTHER.id());
    }

    @Test
    void aProcessKilledInAChangesetIsFollowedByTheNext() throws Exception {
        REDSHIFT.standIn().faults().delay(sql -> sql.contains("alter compound sortkey"), Duration.ofSeconds(5));
        Process killed = process();
        await().atMost(30, SECONDS).until(() -> REDSHIFT.standIn().faults().left() == 0);
        List<String> before = locks();
        killed.destroyForcibly().waitFor();

        List<Changeset> applied = migrator().update();

        assertThat(before).hasSize(2);
        assertThat(applied).containsExactly(SORT, TAG, OTHER);
        assertThat(locks()).isEmpty();
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigrateProcess.class.getName(),
                        REDSHIFT.standIn().jdbcUrl(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process process) throws IOException {
        String all = new String(process.getInputStream().readAllBytes(), UTF_8);
        return all.lines()
                .filter(line -> line.endsWith("changesets"))
                .findFirst()
                .orElse(all);
    }

    private Migrator migrator() {
        return new Migrator(project, warehouse, "test");
    }

    private List<String> locks() throws SQLException {
        return REDSHIFT.rows("select lockedby from caravan.databasechangeloglock where locked"
                + " union all select 'guard' from stv_locks"
                + " where table_id = (select oid::integer from pg_class where relname = 'migration_guard')");
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
