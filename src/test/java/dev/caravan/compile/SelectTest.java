package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.Select.IdSet;
import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
        project.file(
                "models/macros/newest.ftl",
                """
                <#function newest>
                    <#local ids>
                select id
                from ledger
                    </#local>
                    <#return id_set(ids)>
                </#function>
                """);
    }

    @Test
    void anIdSetIsAPartOfItsOwnAndPeopleReadASubselect() {
        project.file("models/star/a.sql", "select * from x where id in (${newest()})");

        Select select = select("a");

        assertThat(select.parts())
                .containsExactly(
                        new Select.Text("select * from x where id in (\n"),
                        new IdSet("select id\nfrom ledger"),
                        new Select.Text("\n)\n"));
        assertThat(select.sql()).isEqualTo("select * from x where id in (\nselect id\nfrom ledger\n)\n");
    }

    @Test
    void whatIsWrittenInItsPlaceMovesNoLine() {
        project.file("models/star/a.sql", "select * from x where id in (${newest()})\nand id in ( ${newest()} )");

        Select select = select("a");

        assertThat(select.idSets()).hasSize(1);
        assertThat(select.with(Map.of(select.idSets().get(0), "'b1', 'b2'")).sql())
                .isEqualTo("select * from x where id in (\n'b1', 'b2'\n\n)\nand id in ( \n'b1', 'b2'\n\n )\n");
        assertThat(select.with(Map.of())).isEqualTo(Select.of(select.sql()));
    }

    @Test
    void anIdSetOfAnEphemeralModelIsOneOfItsReaders() {
        project.file(
                "models/star/a.sql",
                "<@config materialized='ephemeral' />select * from x where id in (${id_set('select 1')})");
        project.file("models/star/b.sql", "with c as (select 1) select * from ${ref('a')}");

        assertThat(select("b").idSets()).containsExactly(new IdSet("select 1"));
        assertThat(select("b").sql())
                .isEqualTo(
                        """
                        with __caravan__cte__a as (
                        select * from x where id in (select 1)
                        ), c as (select 1) select * from __caravan__cte__a
                        """);
    }

    @Test
    void anIdSetWithinAnIdSetIsASubselectOfIt() {
        project.file(
                "models/star/a.sql",
                "select * from x where id in (${id_set('select id from y where z in (' + newest() + ')')})");

        assertThat(select("a").idSets())
                .containsExactly(new IdSet("select id from y where z in (\nselect id\nfrom ledger\n)"));
    }

    @Test
    void anIdSetStandsWithinInAlone() {
        List<String> wrong = List.of("select * from (${newest()}) as ids", "with ids as (${newest()}) select 1");

        for (String sql : wrong) {
            project.file("models/star/a.sql", sql);

            assertThatThrownBy(project::compile)
                    .isInstanceOf(CaravanException.class)
                    .hasMessage(
                            """
                            models/star/a.sql: has a set of ids outside of in (…)
                                Write it as batch_id in (${…}): the ids themselves are written in its place.""");
        }
    }

    @Test
    void aTestKnowsTheBatchesThatItHasNotSeen() {
        project.file(
                "models/tests/t.sql",
                "select 1 from x<#if is_incremental()> where batch_id in (${unseen_batches()})</#if>");

        DataTest test = project.compile().tests().get(0);

        assertThat(test.select().idSets()).isEmpty();
        assertThat(test.newRowsSelect().orElseThrow().idSets())
                .singleElement()
                .extracting(IdSet::sql)
                .asString()
                .startsWith("select batch_id from \"caravan\".\"ledger\" where loaded_at >= coalesce(");
    }

    private Select select(String model) {
        return project.compile().model(model).orElseThrow().select();
    }
}
