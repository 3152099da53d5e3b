package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.graph.NodeId;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenericTestsTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
    }

    @Test
    void testsBecomeSelectsOfFailingRows() {
        project.file("models/star/dim.sql", "select 1 as id, 'a' as kind");
        project.file("models/star/fct.sql", "select 1 as dim_id");
        project.file(
                "models/star/star.yml",
                """
                models:
                  - name: dim
                    columns:
                      - name: id
                        data_tests: [unique, not_null]
                      - name: kind
                        data_tests:
                          - accepted_values: {values: [a, "it's"]}
                  - name: fct
                    data_tests:
                      - unique_combination: {columns: [dim_id]}
                      - row_count_matches: {to: ref('dim'), config: {severity: warn, where: dim_id > 0}}
                      - expression_is_true: {arguments: {expression: dim_id > 0}}
                    columns:
                      - name: dim_id
                        data_tests:
                          - relationships: {to: ref('dim'), field: id}
                """);
        project.file(
                "models/tests/no_negatives.sql",
                "<@config severity='warn' tags='slow' />select * from ${ref('fct')} where dim_id < 0");

        Map<String, String> tests = new TreeMap<>();
        project.compile()
                .tests()
                .forEach(test -> tests.put(test.name() + " " + test.severity().word(), test.sql()));

        assertThat(tests)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "accepted_values_dim_kind_a_it_s_f0408e33 error",
                                """
                        select "kind", count(*) as failing_rows
                        from "star"."dim"
                        where "kind" is not null and cast("kind" as varchar) not in ('a', 'it''s')
                        group by "kind"
                        """,
                                "not_null_dim_id error",
                                """
                        select *
                        from "star"."dim"
                        where "id" is null
                        """,
                                "unique_dim_id error",
                                """
                        select "id", count(*) as failing_rows
                        from "star"."dim"
                        where "id" is not null
                        group by "id"
                        having count(*) > 1
                        """,
                                "unique_combination_fct_dim_id error",
                                """
                        select "dim_id", count(*) as failing_rows
                        from "star"."fct"
                        group by "dim_id"
                        having count(*) > 1
                        """,
                                "row_count_matches_fct_dim_dim_id_0_67833a43 warn",
                                """
                        select here.row_count as rows_here, there.row_count as rows_there
                        from (select count(*) as row_count from "star"."fct" where (dim_id > 0)) as here
                        cross join (select count(*) as row_count from "star"."dim") as there
                        where here.row_count <> there.row_count
                        """,
                                "expression_is_true_fct_dim_id_0_a2690f0b error",
                                """
                        select *
                        from "star"."fct"
                        where not (dim_id > 0)
                        """,
                                "relationships_fct_dim_id_dim_id error",
                                """
                        select child.*
                        from (select * from "star"."fct" where "dim_id" is not null) as child
                        left join (select distinct "id" as field from "star"."dim") as parent
                            on child."dim_id" = parent.field
                        where parent.field is null
                        """,
                                "no_negatives warn",
                                """
                        select * from "star"."fct" where dim_id < 0
                        """));
        assertThat(project.compile().testsOf(NodeId.model("dim"))).hasSize(3);
    }

    @Test
    void testsOfNewRowsKeepToBatchesLoadedSinceTheyPassed() {
        project.file("models/star/dim.sql", "select 1 as id");
        project.file("models/star/fct.sql", "select 1 as dim_id, 'x' as kind, 'b' as batch_id");
        project.file(
                "models/star/star.yml",
                """
                models:
                  - name: dim
                    columns:
                      - name: id
                        data_tests: [unique]
                  - name: fct
                    config: {test_rows: new}
                    data_tests:
                      - unique_combination: {columns: [dim_id, kind]}
                      - row_count_matches: {to: ref('dim')}
                    columns:
                      - name: dim_id
                        data_tests:
                          - not_null
                """);
        project.file(
                "models/tests/no_negatives.sql",
                "select * from ${ref('fct')}<#if is_incremental()> where seen_at > ${last_passed()}</#if>");

        Map<String, String> tests = new TreeMap<>();
        project.compile().tests().forEach(test -> test.newRowsSql().ifPresent(sql -> tests.put(test.name(), sql)));

        assertThat(tests)
                .containsExactly(
                        Map.entry(
                                "no_negatives",
                                "select * from \"star\".\"fct\" where seen_at > " + lastPassed("no_negatives") + "\n"),
                        Map.entry(
                                "not_null_fct_dim_id",
                                """
                                select *
                                from (select * from "star"."fct" where batch_id in (select batch_id from "caravan"."ledger" where loaded_at >= %s)) as new_rows
                                where "dim_id" is null
                                """
                                        .formatted(lastPassed("not_null_fct_dim_id"))),
                        Map.entry(
                                "unique_combination_fct_dim_id_kind",
                                """
                                select "dim_id", "kind", count(*) as failing_rows
                                from (select every_row.*
                                    from "star"."fct" as every_row
                                    inner join (select distinct "dim_id", "kind" from (select * from "star"."fct" where batch_id in (select batch_id from "caravan"."ledger" where loaded_at >= %s)) as new_rows) as new_keys
                                        on every_row."dim_id" = new_keys."dim_id" and every_row."kind" = new_keys."kind") as touched_rows
                                group by "dim_id", "kind"
                                having count(*) > 1
                                """
                                        .formatted(lastPassed("unique_combination_fct_dim_id_kind"))));
    }

    private static String lastPassed(String test) {
        return "coalesce(((select max(started_at) from \"caravan\".\"node_result\" where node_id = 'test.caravan."
                + test + "' and status = 'pass') + interval '1 minute' * (-10)), timestamp '1970-01-01 00:00:00')";
    }
}
