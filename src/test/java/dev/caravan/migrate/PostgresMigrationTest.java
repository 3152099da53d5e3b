package dev.caravan.migrate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresMigrationTest {
    private static final Changeset THING =
            new Changeset("migrations/star/0001-create-thing.sql", "test", "star-0001-create-thing");
    private static TestPostgres server;

    @TempDir
    Path directory;

    private Project project;
    private Warehouse warehouse;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestPostgres.start();
    }

    @BeforeEach
    void openWarehouse() throws IOException {
        write(
                "environments/test.properties",
                "warehouse.url = %s\nwarehouse.user = caravan\n".formatted(server.createDatabase()));
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - includeAll:
                          path: migrations/star/
                """);
        write(
                "migrations/star/0001-create-thing.sql",
                """
                --liquibase formatted sql

                --changeset test:star-0001-create-thing
                create table caravan.thing (id bigint not null);
                --rollback drop table caravan.thing;

                --changeset test:star-0001-index-thing dbms:postgresql
                create index thing_id on caravan.thing (id);
                --rollback drop index caravan.thing_id;

                --changeset test:star-0001-sort-thing dbms:redshift runInTransaction:false
                alter table caravan.thing alter compound sortkey (id);
                --rollback alter table caravan.thing alter sortkey none;
                """);
        project = Project.at(directory);
        warehouse = Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    @Test
    void runsWhatIsOfPostgresAndTakesItBack() {
        List<Changeset> applied = migrator().update();
        List<Changeset> again = migrator().update();
        migrator().rollback(2);

        assertThat(applied)
                .containsExactly(THING, new Changeset(THING.file(), THING.author(), "star-0001-index-thing"));
        assertThat(again).isEmpty();
        assertThat(migrator().status()).hasSize(2);
        assertThat(migrator().sql()).contains("create table caravan.thing").doesNotContain("sortkey");
    }

    @Test
    void theLockOfAKilledProcessIsFreed() {
        migrator().update();
        migrator().rollback(2);
        run("update caravan.databasechangeloglock set locked = true, lockedby = 'killed', lockgranted = now()");

        List<Changeset> applied = migrator().update();

        assertThat(applied).hasSize(2);
        assertThat(locks()).isEmpty();
    }

    @Test
    void theLockOfALivingProcessIsWaitedFor() {
        migrator().update();
        migrator().rollback(2);
        CompletableFuture<List<Changeset>> waiting = warehouse.inTransaction(holder -> {
            holder.query("select pg_advisory_xact_lock(1667330657, 1986096749)", row -> row.text(1));
            CompletableFuture<List<Changeset>> started =
                    CompletableFuture.supplyAsync(() -> migrator().update());
            await().during(1, SECONDS).atMost(5, SECONDS).until(() -> !started.isDone());
            return started;
        });

        // Liquibase asks again every ten seconds.
        await().atMost(30, SECONDS).until(waiting::isDone);
        assertThat(waiting.join()).hasSize(2);
        assertThat(locks()).isEmpty();
    }

    private Migrator migrator() {
        return new Migrator(project, warehouse, "test");
    }

    private List<Long> locks() {
        return warehouse.inTransaction(tx -> tx.query(
                "select 1 from pg_locks where locktype = 'advisory'"
                        + " union all select 2 from caravan.databasechangeloglock where locked",
                row -> row.number(1)));
    }

    private void run(String sql) {
        warehouse.inTransaction(tx -> tx.execute(sql));
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
