package dev.caravan.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Project;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What migrating does about readers, on each warehouse that knows users. */
abstract class ReaderAccessContract {
    /** Nobody has this name on a server that other tests use, too. */
    static final String PERSON = "person_who_reads";

    static final String GROUP = "group many_who_read";
    private static final List<String> SCHEMAS = List.of("star", "marts");

    @TempDir
    Path directory;

    Warehouse warehouse;
    private Project project;

    abstract Warehouse open(Project project) throws IOException;

    abstract ReaderRoles roles();

    /** As an administrator: removes a reader, with all that they were granted. */
    abstract void drop(String name);

    @BeforeEach
    void openWarehouse() throws IOException {
        write("environments/test.properties", "");
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - includeAll:
                          path: migrations/star/
                """);
        write(
                "migrations/star/0001-create-schema.sql",
                """
                --liquibase formatted sql

                --changeset test:star-0001-create-schema
                create schema if not exists star;
                --rollback drop schema if exists star;
                """);
        project = Project.at(directory);
        warehouse = open(project);
    }

    @AfterEach
    void dropReaders() {
        List.of(PERSON, "many_who_read").forEach(this::drop);
        warehouse.close();
    }

    @Test
    void readersAreMadeAndReadWhatIsMadeLater() {
        migrator(PERSON, GROUP, "public").update();

        run("create table star.later (id integer)");
        run("create table marts.later (id integer)");

        for (String reader : List.of(PERSON, "many_who_read")) {
            assertThat(may(reader, "has_schema_privilege", "star", "usage")).isTrue();
            assertThat(may(reader, "has_table_privilege", "star.later", "select"))
                    .isTrue();
            assertThat(may(reader, "has_table_privilege", "marts.later", "select"))
                    .isTrue();
            assertThat(may(reader, "has_table_privilege", "star.later", "insert"))
                    .isFalse();
            assertThat(may(reader, "has_schema_privilege", "caravan", "usage")).isFalse();
        }
    }

    @Test
    void readersWhoAreThereAreLeftAsTheyAre() {
        migrator(PERSON).update();

        List<Changeset> again = migrator(PERSON).update();

        assertThat(again).isEmpty();
        assertThat(migrator(PERSON).sql()).doesNotContain(PERSON);
    }

    @Test
    void aReaderWhoIsNamedLaterOrWasDroppedIsMadeByTheNextMigration() {
        migrator(PERSON).update();

        assertThat(migrator(PERSON, GROUP).sql()).contains("create ", "\"many_who_read\"");
        migrator(PERSON, GROUP).update();
        drop(PERSON);
        migrator(PERSON, GROUP).update();

        run("create table star.later (id integer)");
        assertThat(may(PERSON, "has_table_privilege", "star.later", "select")).isTrue();
        assertThat(may("many_who_read", "has_table_privilege", "star.later", "select"))
                .isTrue();
    }

    @Test
    void theScriptRunByHandLeavesNobodyToMake() {
        String script = new MigrationScript(project, warehouse.dialect(), "test", access(PERSON, GROUP)).sql();

        for (String sql : script.split(";\n")) {
            if (!sql.isBlank()) {
                run(sql);
            }
        }

        assertThat(access(PERSON, GROUP).isComplete(warehouse)).isTrue();
    }

    @Test
    void nobodyIsMadeUnlessItIsAskedFor() {
        new Migrator(project, warehouse, "test").update();

        assertThat(access(PERSON).isComplete(warehouse)).isFalse();
    }

    Migrator migrator(String... readers) {
        return new Migrator(project, warehouse, "test", access(readers));
    }

    private ReaderAccess access(String... readers) {
        return ReaderAccess.of(Optional.of(roles()), List.of(readers), SCHEMAS);
    }

    private boolean may(String reader, String function, String thing, String right) {
        return warehouse
                .inTransaction(
                        tx -> tx.query("select " + function + "(?, ?, ?)", row -> row.text(1), reader, thing, right))
                .get(0)
                .filter(answer -> answer.startsWith("t"))
                .isPresent();
    }

    void run(String sql) {
        warehouse.inTransaction(tx -> tx.execute(sql));
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, UTF_8);
    }
}
