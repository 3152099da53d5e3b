package dev.caravan.run;

import static dev.caravan.run.SmallWarehouse.problems;
import static dev.caravan.run.SmallWarehouse.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.SmallProject;
import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializationTest {
    @TempDir
    Path directory;

    private SmallWarehouse warehouse;
    private SmallProject project;

    @BeforeEach
    void start() {
        warehouse = new SmallWarehouse(directory);
        project = warehouse.project();
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    @Test
    void aViewIsMadeAndHasNoRowsOfItsOwn() {
        project.file("models/staging/stg.sql", "select id from ${source('raw', 'coins')}");

        RunResults results = warehouse.build();

        assertThat(told(results)).containsExactly("stg success");
        assertThat(warehouse.rows("select id from staging.stg order by id")).containsExactly("1", "2");
    }

    @Test
    void aTableIsReplacedAndTellsItsRows() {
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' />select id, name from ${source('raw', 'coins')}");
        warehouse.build();
        warehouse.run(
                "delete from raw.coins where id = 1", "insert into raw.coins values (3, 'three', 2), (4, 'four', 2)");

        RunResults results = warehouse.build();

        assertThat(told(results)).containsExactly("dim success 3");
        assertThat(warehouse.rows("select id, name from star.dim order by id"))
                .containsExactly("2 two", "3 three", "4 four");
    }

    @Test
    void aModelGoesFromViewToTableAndBack() {
        String select = "select id from ${source('raw', 'coins')}";
        String table = "<@config materialized='table' />" + select;

        for (String text : List.of(select, table, select, "<@config materialized='incremental' />" + select, select)) {
            project.file("models/star/dim.sql", text);
            assertThat(warehouse.build().isFailed()).isFalse();
            assertThat(warehouse.rows("select count(*) from star.dim")).containsExactly("2");
        }

        assertThat(warehouse.rows("select count(*) from duckdb_views() where schema_name = 'star' and not internal"))
                .containsExactly("1");
    }

    @Test
    void anEphemeralModelMakesNothingAndIsNoWork() {
        project.file(
                "models/star/e.sql",
                "<@config materialized='ephemeral' />select id + 10 as id from ${source('raw', 'coins')}");
        project.file("models/star/t.sql", "<@config materialized='table' />select id from ${ref('e')}");

        RunResults results = warehouse.build();

        assertThat(told(results)).containsExactly("t success 2");
        assertThat(warehouse.rows("select id from star.t order by id")).containsExactly("11", "12");
        assertThat(warehouse.rows("select count(*) from information_schema.tables where table_name = 'e'"))
                .containsExactly("0");
    }

    @Test
    void appendAddsWhatIsNew() {
        project.file("models/star/fct.sql", incremental("strategy='append'"));
        warehouse.build();
        warehouse.run("insert into raw.coins values (2, 'again', 2)");

        assertThat(told(warehouse.build())).containsExactly("fct success 1");
        assertThat(warehouse.rows("select id, name from star.fct order by batch, id"))
                .containsExactly("1 one", "2 two", "2 again");
        assertThat(told(warehouse.build())).containsExactly("fct success 0");
    }

    @Test
    void mergeChangesRowsOfAKeyAndAddsTheOthers() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        warehouse.build();
        warehouse.run("insert into raw.coins values (2, 'zwei', 2), (3, 'drei', 2)");

        assertThat(told(warehouse.build())).containsExactly("fct success 2");
        assertThat(warehouse.rows("select id, name from star.fct order by id"))
                .containsExactly("1 one", "2 zwei", "3 drei");
    }

    @Test
    void deleteAndInsertReplacesRowsOfAKey() {
        project.file("models/star/fct.sql", incremental("unique_key='id' strategy='delete+insert'"));
        warehouse.build();
        warehouse.run("insert into raw.coins values (2, 'a', 2), (2, 'b', 2)");

        assertThat(told(warehouse.build())).containsExactly("fct success 2");
        assertThat(warehouse.rows("select id, name from star.fct order by id, name"))
                .containsExactly("1 one", "2 a", "2 b");
    }

    @Test
    void aFullRefreshFillsAnIncrementalModelFromTheBeginning() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        warehouse.build();
        warehouse.run("delete from raw.coins where id = 1", "update raw.coins set name = 'changed'");

        assertThat(told(warehouse.build(RunOptions.build(true)))).containsExactly("fct success 1");
        assertThat(warehouse.rows("select id, name from star.fct")).containsExactly("2 changed");
    }

    @Test
    void anEmptyTableIsFilledFromTheBeginning() {
        project.file("models/star/fct.sql", incremental("unique_key='id' declared_by='migration'"));
        warehouse.run("create table star.fct (id integer, name varchar, batch integer)");

        assertThat(told(warehouse.build())).containsExactly("fct success 2");
    }

    @Test
    void aDeclaredTableKeepsItsDeclaration() {
        warehouse.run("create table star.dim (id bigint not null, name varchar default 'x')");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' declared_by='migration' />select name, id from ${source('raw', 'coins')}");

        warehouse.build();
        RunResults results = warehouse.build(RunOptions.build(true));

        assertThat(told(results)).containsExactly("dim success 2");
        assertThat(warehouse.rows("select id, name from star.dim order by id")).containsExactly("1 one", "2 two");
        assertThat(warehouse.rows(
                        "select data_type from duckdb_columns() where table_name = 'dim' order by column_index"))
                .containsExactly("BIGINT", "VARCHAR");
    }

    @Test
    void aBrokenContractIsToldWholeAndNothingRuns() {
        warehouse.run("create table star.dim (id smallint, title varchar)", "create table star.other (id integer)");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' declared_by='migration' />select id, name from ${source('raw', 'coins')}");
        project.file(
                "models/star/absent.sql", "<@config materialized='table' declared_by='migration' />select 1 as id");
        project.file(
                "models/star/other.sql",
                "<@config materialized='table' declared_by='migration' />select\n  id,\n  nmae\nfrom ${source('raw', 'coins')}");
        project.file("models/staging/stg.sql", "select 1 as id");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        """
                        models/star/absent.sql: is declared_by "migration", and no migration has made a table star.absent
                            Run caravan migrate, or write the migration that creates the table.
                        models/star/dim.sql: column "id" is integer, and star.dim declares smallint
                            Cast it, or widen the column by a migration.
                        models/star/dim.sql: column "name" is not in star.dim
                            Take it out, or add it by a migration:
                            --changeset you:add-dim-name
                            alter table "star"."dim" add column "name" varchar;
                            --rollback alter table "star"."dim" drop column "name";
                        models/star/dim.sql: column "title" of star.dim is not selected
                            Select it, or drop it by a migration.
                        models/star/other.sql: Binder Error: Referenced column "nmae" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/star/other.contract.sql:3.
                            Candidate bindings: "name"
                            LINE 3:   nmae
                                      ^^^^""");
        assertThat(warehouse.rows("select count(*) from information_schema.tables where table_name = 'stg'"))
                .containsExactly("0");
    }

    @Test
    void aDriftedIncrementalModelIsTold() {
        project.file("models/star/fct.sql", incremental("unique_key='id'"));
        warehouse.build();
        project.file(
                "models/star/fct.sql",
                "<@config materialized='incremental' unique_key='id' />select id, cast(batch as varchar) as batch, 1 as extra from ${source('raw', 'coins')}");

        RunResults results = warehouse.build();

        assertThat(problems(results))
                .containsExactly(
                        "models/star/fct.sql: column \"batch\" is varchar, and star.fct has integer\n"
                                + "    Cast it, or build it anew with --full-refresh.",
                        "models/star/fct.sql: column \"extra\" is not in star.fct\n"
                                + "    Take it out, or build it anew with --full-refresh.",
                        "models/star/fct.sql: column \"name\" of star.fct is not selected\n"
                                + "    Select it, or build it anew with --full-refresh.");
        assertThat(told(warehouse.build(RunOptions.build(true)))).containsExactly("fct success 2");
    }

    @Test
    void aKeyThatIsNoColumnIsTold() {
        project.file("models/star/fct.sql", incremental("unique_key=['id', 'day']"));

        assertThat(problems(warehouse.build()))
                .containsExactly("models/star/fct.sql: unique_key names \"day\", which is no column of the select\n"
                        + "    The columns are id, name, batch.");
    }

    @Test
    void aFailedStatementIsToldWithTheLineOfTheCompiledFile() {
        project.file(
                "models/staging/v.sql", "<#-- a comment -->\nselect\n  id,\n  nmae\nfrom ${source('raw', 'coins')}");
        project.file("models/star/t.sql", "<@config materialized='table' />\n\nselect 1 as id\nform nothing");
        project.file("models/star/f.sql", incremental("unique_key='id'"));
        project.file("models/tests/wrong.sql", "select 1\nfrom ${ref('u')}\nwhere nothing = 1");
        project.file("models/star/u.sql", "select 1 as id");
        warehouse.build();
        project.file("models/star/f.sql", incremental("unique_key='id'").replace("where batch >", "where batsch >"));

        RunResults results = warehouse.build();

        assertThat(problems(results))
                .containsExactlyInAnyOrder(
                        """
                        models/star/t.sql: Parser Error: syntax error at or near "form"
                            The statement is made of target/caravan/compiled/models/star/t.sql:2.
                            LINE 2: form nothing
                                    ^^^^""",
                        """
                        models/staging/v.sql: Binder Error: Referenced column "nmae" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/staging/v.sql:3.
                            Candidate bindings: "name"
                            LINE 3:   nmae
                                      ^^^^""",
                        """
                        models/star/f.sql: Binder Error: Referenced column "batsch" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/star/f.incremental.sql:3.
                            Candidate bindings: "batch"
                            LINE 3: where batsch > (select max(batch) from "star"."f")
                                          ^^^^^^""",
                        """
                        models/tests/wrong.sql: Binder Error: Referenced column "nothing" not found in FROM clause!
                            The statement is made of target/caravan/compiled/models/tests/wrong.sql:3.
                            Candidate bindings: "id"
                            LINE 3: where nothing = 1
                                          ^^^^^^^""");
        assertThat(told(results)).contains("wrong error");
    }

    private String incremental(String config) {
        return "<@config materialized='incremental' " + config + " />\n"
                + "select id, name, batch\nfrom ${source('raw', 'coins')}\n"
                + "<#if is_incremental()>\nwhere batch > (select max(batch) from ${this})\n</#if>";
    }
}
