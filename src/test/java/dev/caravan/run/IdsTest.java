package dev.caravan.run;

import static dev.caravan.run.SmallWarehouse.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import dev.caravan.graph.NodeId;
import dev.caravan.run.NodeResult.Failed;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdsTest {
    private static final String IN_FORCE = "select id from raw.ids";

    @TempDir
    Path directory;

    private SmallWarehouse warehouse;
    private SmallProject project;

    @BeforeEach
    void start() {
        warehouse = new SmallWarehouse(directory);
        project = warehouse.project();
        warehouse.run("create table raw.ids (id varchar)");
        project.file(
                "models/star/fct.sql",
                "<@config materialized='table' />select name\nfrom ${source('raw', 'coins')}\nwhere name in (${id_set('"
                        + IN_FORCE + "')})");
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    @Test
    void idsAreWrittenInThePlaceOfTheirSelect() {
        warehouse.run("insert into raw.ids values ('one'), ('o''clock'), (null)");

        assertThat(written()).isEqualTo(around("'one', 'o''clock'"));
        assertThat(told(warehouse.build())).containsExactly("fct success 1");
    }

    @Test
    void noIdsAreASelectWithoutRows() {
        assertThat(written()).isEqualTo(around("select cast(null as varchar(36)) where false"));
        assertThat(told(warehouse.build())).containsExactly("fct success 0");
    }

    @Test
    void manyIdsAreLeftToTheirSelect() {
        warehouse.run("insert into raw.ids select 'id' || n from generate_series(1, 499) as s (n)");
        warehouse.run("insert into raw.ids values ('one')");
        assertThat(written()).startsWith(around("'id1', ").split("'id1', ")[0]).contains("'id499', 'one'");

        warehouse.run("insert into raw.ids values ('two')");

        assertThat(written()).isEqualTo(around(IN_FORCE));
        assertThat(told(warehouse.build())).containsExactly("fct success 2");
    }

    @Test
    void aViewKeepsTheSelectBecauseItIsReadLater() {
        project.file(
                "models/star/fct.sql",
                "select name from ${source('raw', 'coins')} where name in (${id_set('" + IN_FORCE + "')})");
        warehouse.build();

        warehouse.run("insert into raw.ids values ('two')");

        assertThat(warehouse.rows("select name from star.fct")).containsExactly("two");
    }

    @Test
    void idsOfAnIncrementAreAskedForInItsTransaction() {
        project.file(
                "models/star/fct.sql",
                "<@config materialized='incremental' />select id, name from ${source('raw', 'coins')}"
                        + "<#if is_incremental()> where name in (${id_set('select name from raw.coins where id > '"
                        + " + '(select max(id) from ' + this + ')')})</#if>");
        warehouse.build();
        warehouse.run("insert into raw.coins values (3, 'three', 2)");

        assertThat(told(warehouse.build())).containsExactly("fct success 1");
        assertThat(told(warehouse.build())).containsExactly("fct success 0");
    }

    @Test
    void aBrokenSelectOfIdsIsToldAtItsLineOfTheFile() {
        project.file(
                "models/star/fct.sql",
                "<@config materialized='table' />select name\nfrom ${source('raw', 'coins')}\nwhere name in (${id_set('"
                        + "select id\nfrom raw.ids\nwhere nothing')})");

        assertThat(SmallWarehouse.problems(warehouse.build()))
                .singleElement()
                .asString()
                .contains(
                        "The statement is made of target/caravan/compiled/models/star/fct.sql:6.", "LINE 6: where no");
    }

    @Test
    void aTestOfNewRowsIsOverWhereNoBatchIsNewUnlessItIsAFile() {
        project.file("models/star/fct.sql", "select 1 as id, 'b' as batch_id where error('is read') is null");
        project.file(
                "models/star/fct.yml",
                "models: [{name: fct, config: {test_rows: new}, columns: [{name: id, data_tests: [unique]}]}]");
        project.file(
                "models/tests/t.sql",
                "select 1<#if is_incremental()> where 'b' in (${unseen_batches()}) or true</#if>");
        warehouse.run(
                "create schema caravan",
                "create table caravan.ledger (batch_id varchar, loaded_at timestamp)",
                "create table caravan.node_result (node_id varchar, status varchar, started_at timestamp)");
        RunOptions options = RunOptions.build(false, Set.of(NodeId.test("unique_fct_id"), NodeId.test("t")));

        assertThat(told(warehouse.build(options)))
                .containsExactlyInAnyOrder("fct success", "t fail 1", "unique_fct_id pass");

        warehouse.run("insert into caravan.ledger values ('b', now())");

        assertThat(warehouse.build(options).results())
                .filteredOn(Failed.class::isInstance)
                .hasSize(2);
    }

    private static String around(String ids) {
        return "select name\nfrom \"raw\".\"coins\"\nwhere name in (" + ids + ")\n";
    }

    /** What the model's select becomes. */
    private String written() {
        CompiledSelect select = CompiledSelect.of(project.compile().model("fct").orElseThrow());
        return warehouse.open().inTransaction(transaction -> Ids.ask(transaction, select)
                .writeInto(select, warehouse.open().dialect())
                .sql());
    }
}
