package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {
    private static final String CHANGELOG =
            """
            databaseChangeLog:
                - includeAll:
                      path: migrations/raw/
            """;
    private static final String COINS =
            """
            --liquibase formatted sql

            --changeset you:create-schema
            create schema "raw";
            --rollback drop schema "raw";

            --changeset you:create-coins
            create table "raw".coins (id varchar(20) not null, price numeric(38, 18));
            --rollback drop table "raw".coins;
            """;

    @TempDir
    Path directory;

    private Project project;
    private Warehouse warehouse;

    @BeforeEach
    void open() throws IOException {
        write(
                "environments/test.properties",
                "warehouse.url = jdbc:duckdb:" + directory.resolve("data/warehouse.duckdb") + "\n");
        write("migrations/changelog.yaml", CHANGELOG);
        write("migrations/raw/0001-coins.sql", COINS);
        project = Project.at(directory);
        warehouse = open(project);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void runsWhatIsPendingOnce() {
        List<Changeset> first = migrator("test").update();
        List<Changeset> second = migrator("test").update();

        assertThat(first)
                .containsExactly(
                        new Changeset("migrations/raw/0001-coins.sql", "you", "create-schema"),
                        new Changeset("migrations/raw/0001-coins.sql", "you", "create-coins"));
        assertThat(second).isEmpty();
        assertThat(columns("raw", "coins"))
                .containsExactly(
                        new Column("id", SqlType.varchar(), false), new Column("price", SqlType.decimal(38, 18), true));
    }

    @Test
    void tellsWhatIsPendingAndRunsNothing() {
        List<Changeset> pending = migrator("test").status();

        assertThat(pending)
                .extracting(Changeset::toString)
                .containsExactly(
                        "migrations/raw/0001-coins.sql, changeset you:create-schema",
                        "migrations/raw/0001-coins.sql, changeset you:create-coins");
        assertThat(warehouse.catalog().find(Relation.of("raw", "coins"))).isEmpty();
    }

    @Test
    void printsTheScriptAndRunsNothing() {
        String script = migrator("test").sql();

        assertThat(script)
                .contains(
                        "create schema \"raw\";",
                        "create table \"raw\".coins (id varchar(20) not null, price numeric(38, 18));",
                        "INSERT INTO caravan.databasechangelog");
        assertThat(warehouse.catalog().find(Relation.of("raw", "coins"))).isEmpty();
    }

    @Test
    void aChangesetAddedBehindAnotherDoesNotChangeIt() throws IOException {
        migrator("test").update();
        write(
                "migrations/raw/0001-coins.sql",
                COINS
                        + """

                        --changeset you:sort-coins dbms:redshift
                        -- above its line, this would belong to the changeset before
                        alter table "raw".coins alter compound sortkey (id);
                        """);

        List<Changeset> applied = migrator("test").update();

        assertThat(applied).isEmpty();
    }

    @Test
    void takesBackTheLastChangesets() {
        Migrator migrator = migrator("test");
        migrator.update();

        migrator.rollback(1);

        assertThat(warehouse.catalog().find(Relation.of("raw", "coins"))).isEmpty();
        assertThat(migrator("test").status()).hasSize(1);
        assertThat(migrator("test").update()).hasSize(1);
    }

    @Test
    void stopsAtATag() throws IOException {
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - include: {file: migrations/raw/0001-coins.sql}
                    - changeSet:
                          id: "1.0"
                          author: you
                          changes:
                              - tagDatabase: {tag: "1.0"}
                    - changeSet:
                          id: later
                          author: you
                          changes:
                              - createTable:
                                    schemaName: raw
                                    tableName: later
                                    columns:
                                        - column: {name: id, type: bigint}
                """);

        List<Changeset> applied = migrator("test").to("1.0");

        assertThat(applied).extracting(Changeset::id).containsExactly("create-schema", "create-coins", "1.0");
        assertThat(migrator("test").status()).extracting(Changeset::id).containsExactly("later");
        // Liquibase would run everything
        assertThatThrownBy(() -> migrator("test").to("1.0'; drop table caravan.ledger; --"))
                .isInstanceOf(CaravanException.class)
                .hasMessage("migrations: no changeset sets the tag \"1.0'; drop table caravan.ledger; --\"\n"
                        + "    There are 1.0.");
        assertThat(migrator("test").status()).extracting(Changeset::id).containsExactly("later");
    }

    @Test
    void aContextIsTheNameOfAnEnvironment() throws IOException {
        write(
                "migrations/raw/0002-context.sql",
                """
                --liquibase formatted sql
                --changeset you:of-production context:production
                create table "raw".of_production (id bigint);
                --rollback drop table "raw".of_production;
                --changeset you:of-test context:test
                create table "raw".of_test (id bigint);
                --rollback drop table "raw".of_test;
                --changeset you:of-redshift dbms:redshift
                alter table "raw".of_test alter diststyle even;
                --rollback alter table "raw".of_test alter diststyle auto;
                """);

        assertThat(migrator("test").update())
                .extracting(Changeset::id)
                .containsExactly("create-schema", "create-coins", "of-test");
        assertThat(migrator("production").update()).extracting(Changeset::id).containsExactly("of-production");
    }

    @Test
    void abstractTypesBecomeDuckDbs() throws IOException {
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - changeSet:
                          id: types
                          author: you
                          changes:
                              - createTable:
                                    tableName: types
                                    schemaName: main
                                    columns:
                                        - column: {name: a, type: "numeric(38,18)", constraints: {nullable: false}}
                                        - column: {name: b, type: "decimal(10,2)"}
                                        - column: {name: c, type: varchar(255)}
                                        - column: {name: d, type: clob}
                                        - column: {name: e, type: boolean, defaultValueBoolean: true}
                                        - column: {name: f, type: int}
                                        - column: {name: g, type: bigint}
                                        - column: {name: h, type: smallint}
                                        - column: {name: i, type: date}
                                        - column: {name: j, type: timestamp}
                                        - column: {name: k, type: timestamp with time zone}
                                        - column: {name: l, type: double}
                                        - column: {name: m, type: datetime, defaultValueComputed: current_timestamp}
                                        - column: {name: n, type: text}
                """);

        migrator("test").update();

        assertThat(columns("main", "types"))
                .containsExactly(
                        new Column("a", SqlType.decimal(38, 18), false),
                        Column.of("b", SqlType.decimal(10, 2)),
                        Column.of("c", SqlType.varchar()),
                        Column.of("d", SqlType.varchar()),
                        Column.of("e", SqlType.of(Kind.BOOLEAN)),
                        Column.of("f", SqlType.of(Kind.INTEGER)),
                        Column.of("g", SqlType.of(Kind.BIGINT)),
                        Column.of("h", SqlType.of(Kind.SMALLINT)),
                        Column.of("i", SqlType.of(Kind.DATE)),
                        Column.of("j", SqlType.of(Kind.TIMESTAMP)),
                        Column.of("k", SqlType.of(Kind.TIMESTAMP_TZ)),
                        Column.of("l", SqlType.of(Kind.DOUBLE)),
                        Column.of("m", SqlType.of(Kind.TIMESTAMP)),
                        Column.of("n", SqlType.varchar()));
        migrator("test").rollback(1);
        assertThat(warehouse.catalog().find(Relation.of("main", "types"))).isEmpty();
    }

    @Test
    void changesOfTheCommonKindsRunAndGoBack() throws IOException {
        write(
                "migrations/changelog.yaml",
                """
                databaseChangeLog:
                    - include: {file: migrations/raw/0001-coins.sql}
                    - changeSet:
                          id: change
                          author: you
                          changes:
                              - addColumn:
                                    schemaName: raw
                                    tableName: coins
                                    columns:
                                        - column: {name: rank, type: int}
                              - renameColumn: {schemaName: raw, tableName: coins, oldColumnName: price, newColumnName: price_usd}
                              - createView:
                                    schemaName: raw
                                    viewName: cheap
                                    selectQuery: select id from "raw".coins where price_usd < 1
                """);

        migrator("test").update();
        List<Column> changed = columns("raw", "coins");
        migrator("test").rollback(1);

        assertThat(changed).extracting(Column::name).containsExactly("id", "price_usd", "rank");
        assertThat(columns("raw", "coins")).extracting(Column::name).containsExactly("id", "price");
        assertThat(warehouse.catalog().find(Relation.of("raw", "cheap"))).isEmpty();
    }

    @Test
    void aFailedChangesetLeavesNothingOfItselfAndNamesItself() throws IOException {
        write(
                "migrations/raw/0002-broken.sql",
                """
                --liquibase formatted sql
                --changeset you:broken
                create table "raw".half (id bigint);
                create table "raw".coins (id bigint);
                --rollback drop table "raw".half;
                """);

        assertThatThrownBy(() -> migrator("test").update())
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        migrations/raw/0002-broken.sql, changeset you:broken: Catalog Error: Table with name "coins" already exists!
                            Mend the changeset and migrate again: nothing of it is in the warehouse, what ran before it stays.""");
        assertThat(warehouse.catalog().find(Relation.of("raw", "half"))).isEmpty();
        assertThat(columns("raw", "coins")).hasSize(2);
    }

    @Test
    void aChangesetThatWasEditedAfterItRanIsNamed() throws IOException {
        migrator("test").update();
        write("migrations/raw/0001-coins.sql", COINS.replace("varchar(20)", "varchar(40)"));

        assertThatThrownBy(() -> migrator("test").update())
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("migrations/raw/0001-coins.sql::create-coins::you was: ");
    }

    @Test
    void aLockThatAKilledProcessLeftIsFreed() {
        migrator("test").update();
        warehouse.inTransaction(
                tx -> tx.execute(
                        """
                update caravan.databasechangeloglock
                set locked = true, lockgranted = timestamp '2026-01-01 00:00:00', lockedby = 'a killed process'
                """));

        List<Changeset> applied = migrator("test").update();

        assertThat(applied).isNotNull();
        assertThat(migrator("test").status()).isEmpty();
    }

    @Test
    void everyChangesetOfTheShippedProjectGoesBack(@TempDir Path elsewhere) throws IOException {
        Project shipped = Project.at(Path.of(""));
        Files.createDirectories(elsewhere.resolve("environments"));
        Files.writeString(
                elsewhere.resolve("environments/test.properties"),
                "warehouse.url = jdbc:duckdb:" + elsewhere.resolve("shipped.duckdb") + "\n");
        try (Warehouse fresh = open(Project.at(elsewhere))) {
            Migrator migrator = new Migrator(shipped, fresh, "demo");

            int applied = migrator.update().size();
            migrator.rollback(applied);

            assertThat(migrator.status()).hasSize(applied);
            assertThat(fresh.catalog().entries().keySet())
                    .extracting(Relation::toString)
                    .containsExactly("caravan.databasechangelog", "caravan.databasechangeloglock");
            assertThat(migrator.update()).hasSize(applied);
        }
    }

    @Test
    void everyChangesetOfTheShippedProjectNamesItsRollback() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("migrations"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                assertThat(Files.readString(file).split("--changeset "))
                        .as(file.toString())
                        .satisfies(parts -> assertThat(parts).hasSizeGreaterThan(1))
                        .satisfies(parts -> assertThat(Arrays.stream(parts).skip(1))
                                .allMatch(changeset -> changeset.contains("\n--rollback ")));
            }
        }
    }

    private List<Column> columns(String schema, String table) {
        return warehouse
                .catalog()
                .find(Relation.of(schema, table))
                .orElseThrow()
                .columns();
    }

    private Migrator migrator(String environment) {
        return new Migrator(project, warehouse, environment);
    }

    private static Warehouse open(Project project) {
        return Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
