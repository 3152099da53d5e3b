package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCompilerTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
    }

    @Test
    void aReferenceBecomesTheRelationOfItsFolder() {
        project.file("models/staging/stg_coins.sql", "select 1 as id");
        project.file("models/star/dim_coin.sql", "select id from ${ref('stg_coins')}");

        Manifest manifest = project.compile();

        Model model = manifest.model("dim_coin").orElseThrow();
        assertThat(model.sql()).isEqualTo("select id from \"staging\".\"stg_coins\"\n");
        assertThat(model.relation()).isEqualTo(Relation.of("star", "dim_coin"));
        assertThat(model.dependsOn()).containsExactly(NodeId.model("stg_coins"));
        assertThat(model.materialization()).isEqualTo(Materialization.VIEW);
        assertThat(model.compiledPath()).isEqualTo("compiled/models/star/dim_coin.sql");
    }

    @Test
    void aSourceBecomesItsTable() {
        project.file(
                "models/staging/__sources.yml",
                """
                sources:
                  - name: raw
                    schema: landed
                    tables:
                      - name: coins
                        identifier: coins_v2
                """);
        project.file("models/staging/stg_coins.sql", "select * from ${source('raw', 'coins')}");

        Manifest manifest = project.compile();

        assertThat(manifest.model("stg_coins").orElseThrow().sql())
                .isEqualTo("select * from \"landed\".\"coins_v2\"\n");
        assertThat(manifest.model("stg_coins").orElseThrow().dependsOn())
                .containsExactly(NodeId.source("raw", "coins"));
    }

    @Test
    void numbersAndBooleansArePrintedAsSqlReadsThem() {
        Locale before = Locale.getDefault();
        project.file(
                "models/star/numbers.sql",
                "select ${1000000}, ${1234.5}, ${0.000000005}, ${10 / 4}, ${true}, ${(1 < 2)}");
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(project.sql("numbers")).isEqualTo("select 1000000, 1234.5, 0.000000005, 2.5, true, true");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tagsMayBeWrittenInSquareBrackets() {
        project.file(
                "models/star/squares.sql",
                """
                [@config materialized="table" /]
                select [#list 1..3 as i]${i}[#sep], [/#sep][/#list] where a <@ b
                """);

        assertThat(project.sql("squares")).isEqualTo("select 1, 2, 3 where a <@ b");
        assertThat(project.compile().model("squares").orElseThrow().materialization())
                .isEqualTo(Materialization.TABLE);
    }

    @Test
    void macrosAndFunctionsOfEveryFileAreKnownInEveryModel() {
        project.file("models/macros/cents.ftl", "<#function cents column><#return column + ' / 100'></#function>");
        project.file(
                "models/macros/cheap.ftl",
                "text between is dropped <#macro cheap limit=5>where ${cents('price')} < ${limit}</#macro>");
        project.file("models/star/cheap_things.sql", "select ${cents('price')} from things <@cheap limit=7 />");

        assertThat(project.sql("cheap_things")).isEqualTo("select price / 100 from things where price / 100 < 7");
    }

    @Test
    void aMacroMayReferToModels() {
        project.file("models/macros/newest.ftl", "<#macro newest>select max(id) from ${ref('ids')}</#macro>");
        project.file("models/star/ids.sql", "select 1 as id");
        project.file("models/star/last.sql", "<@newest />");

        assertThat(project.compile().model("last").orElseThrow().dependsOn()).containsExactly(NodeId.model("ids"));
    }

    @Test
    void variablesComeFromTheEnvironmentOrTheirDefault() {
        project.variable("top_n", "25").processVariable("REGION", "eu-central-1");
        project.file(
                "models/star/values.sql",
                "select ${var('top_n', 10)}, ${var('limit', 1000)}, '${env_var('REGION')}', '${env_var('ZONE', 'a')}', '${target.name}', '${target.type}'");

        assertThat(project.sql("values")).isEqualTo("select 25, 1000, 'eu-central-1', 'a', 'test', 'duckdb'");
    }

    @Test
    void helpersBecomeTheDialectsSql() {
        project.file(
                "models/star/helped.sql",
                """
                select
                    ${type("double precision")},
                    ${safe_cast("a", "numeric(38, 18)")},
                    ${hash_key(["a", "b"])},
                    ${hash_key("a")},
                    ${date_trunc("day", "t")},
                    ${date_add("minute", 5, "t")},
                    ${date_diff("hour", "t", "u")},
                    ${timestamp_of_millis("n")},
                    ${regexp_replace("a", "[0-9]+", "")},
                    ${regexp_matches("a", "^x")},
                    ${split_part("a", "/", 2)},
                    ${string_agg("a", ", ", "b desc")}
                from (${generate_series(1, 3)})
                """);

        assertThat(project.sql("helped").lines().map(String::strip))
                .containsExactly(
                        "select",
                        "double precision,",
                        "try_cast(a as numeric(38, 18)),",
                        "md5(coalesce(length(cast(a as varchar)) || ':' || cast(a as varchar), '-') || "
                                + "coalesce(length(cast(b as varchar)) || ':' || cast(b as varchar), '-')),",
                        "md5(coalesce(length(cast(a as varchar)) || ':' || cast(a as varchar), '-')),",
                        "date_trunc('day', t),",
                        "(t + interval '1 minute' * (5)),",
                        "date_diff('hour', t, u),",
                        "epoch_ms(cast(n as bigint)),",
                        "regexp_replace(a, '[0-9]+', '', 'g'),",
                        "regexp_matches(a, '^x'),",
                        "split_part(a, '/', 2),",
                        "string_agg(a, ', ' order by b desc)",
                        "from (select generate_series as n from generate_series(cast(1 as bigint), cast(3 as bigint)))");
    }

    @Test
    void anEphemeralModelIsWrittenIntoWhatReadsIt() {
        project.file("models/star/a.sql", "<@config materialized='ephemeral' />select 1 as id");
        project.file("models/star/b.sql", "<@config materialized='ephemeral' />select id from ${ref('a')}");
        project.file(
                "models/star/c.sql",
                """
                -- with a comment before
                with mine as (select id from ${ref('b')})
                select * from mine
                """);
        project.file("models/star/d.sql", "select * from ${ref('b')};\n");

        Manifest manifest = project.compile();

        assertThat(manifest.model("c").orElseThrow().sql())
                .isEqualTo(
                        """
                        -- with a comment before
                        with __caravan__cte__a as (
                        select 1 as id
                        ),
                        __caravan__cte__b as (
                        select id from __caravan__cte__a
                        ), mine as (select id from __caravan__cte__b)
                        select * from mine
                        """);
        assertThat(manifest.model("d").orElseThrow().sql())
                .isEqualTo(
                        """
                        with __caravan__cte__a as (
                        select 1 as id
                        ),
                        __caravan__cte__b as (
                        select id from __caravan__cte__a
                        )
                        select * from __caravan__cte__b
                        """);
        assertThat(manifest.model("d").orElseThrow().dependsOn()).containsExactly(NodeId.model("b"));
    }

    @Test
    void bothBranchesOfIsIncrementalGiveDependencies() {
        project.file("models/star/old.sql", "select 1 as id");
        project.file("models/star/fresh.sql", "select 1 as id");
        project.file(
                "models/star/fct.sql",
                """
                <@config materialized="incremental" unique_key="id" />
                <#if is_incremental()>
                select id from ${ref("fresh")} where id > (select max(id) from ${this})
                <#else>
                select id from ${ref("old")}
                </#if>
                """);

        Model model = project.compile().model("fct").orElseThrow();

        assertThat(model.dependsOn()).containsExactly(NodeId.model("fresh"), NodeId.model("old"));
        assertThat(model.sql()).isEqualTo("select id from \"star\".\"old\"\n");
        assertThat(model.incrementalSql())
                .contains("select id from \"star\".\"fresh\" where id > (select max(id) from \"star\".\"fct\")\n");
        assertThat(model.config().strategy()).contains(Strategy.MERGE);
    }

    @Test
    void onlyAnIncrementalModelHasASecondBranch() {
        project.file("models/star/t.sql", "select 1 <#if is_incremental()>where false</#if>");

        Model model = project.compile().model("t").orElseThrow();

        assertThat(model.sql()).isEqualTo("select 1\n");
        assertThat(model.incrementalSql()).isEmpty();
    }

    @Test
    void theFilesConfigWinsOverItsPropertiesAndTagsAdd() {
        project.file(
                "models/star/a.sql",
                "<@config materialized='incremental' incremental_strategy='delete+insert' unique_key='id' tags='hot' />select 1 as id");
        project.file(
                "models/star/a.yml",
                """
                models:
                  - name: a
                    description: Things.
                    config:
                      materialized: table
                      schema: public
                      tags: [daily]
                """);

        Model model = project.compile().model("a").orElseThrow();

        assertThat(model.config())
                .isEqualTo(new ModelConfig(
                        Materialization.INCREMENTAL,
                        Optional.of(Strategy.DELETE_INSERT),
                        List.of("id"),
                        new java.util.TreeSet<>(List.of("daily", "hot")),
                        false));
        assertThat(model.relation()).isEqualTo(Relation.of("public", "a"));
        assertThat(model.description()).isEqualTo("Things.");
    }

    @Test
    void aReferenceFollowsAModelToItsSchemaAndAlias() {
        project.file("models/star/a.sql", "<@config schema='elsewhere' alias='renamed' />select 1 as id");
        project.file("models/star/b.sql", "select * from ${ref('a')} -- ${ref('a').schema}.${ref('a').identifier}");

        assertThat(project.sql("b")).isEqualTo("select * from \"elsewhere\".\"renamed\" -- elsewhere.renamed");
    }

    @Test
    void theContractReadsSourcesAndDeclaredTablesAlone() {
        project.file("models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins}]}]");
        project.file("models/staging/stg.sql", "select id from ${source('raw', 'coins')}");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='table' declared_by='migration' />select id from ${ref('stg')}");
        project.file(
                "models/star/fct.sql",
                "<@config materialized='table' declared_by='migration' />select id from ${ref('dim')} join ${ref('stg')} using (id)");

        Manifest manifest = project.compile();

        assertThat(manifest.model("fct").orElseThrow().contractSql())
                .contains(
                        """
                        with __caravan__cte__stg as (
                        select id from "raw"."coins"
                        )
                        select id from "star"."dim" join __caravan__cte__stg using (id)
                        """);
        assertThat(manifest.model("stg").orElseThrow().contractSql()).isEmpty();
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
    void twoCompilesGiveTheSameBytes() {
        for (int i = 0; i < 40; i++) {
            project.file("models/staging/s" + i + ".sql", "<@config tags=['b', 'a', 'c'] />select 1 as id");
            project.file(
                    "models/star/m" + i + ".sql",
                    "<@config materialized='ephemeral' />select * from ${ref('s" + i + "')}, ${ref('s" + i / 2 + "')}");
            project.file("models/marts/n" + i + ".sql", "select * from ${ref('m" + i + "')}, ${ref('m" + i / 3 + "')}");
        }

        Map<String, String> first = written();
        Map<String, String> second = written();

        assertThat(first).hasSize(121).containsKey("manifest.json").isEqualTo(second);
    }

    @Test
    void theManifestHasTheShapeThatReadersOfDbtKnow() throws IOException {
        project.file(
                "models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins, description: Coins.}]}]");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='incremental' unique_key='id' tags='hot' />select id from ${source('raw', 'coins')}\n");
        project.file(
                "models/star/dim.yml",
                "models: [{name: dim, columns: [{name: id, description: Key., data_tests: [unique]}]}]");

        new ManifestWriter(project.project()).write(project.compile());

        assertThat(Files.readString(directory.resolve("target/caravan/manifest.json")))
                .isEqualTo(Files.readString(Path.of("src/test/resources/compile/manifest.json")));
    }

    @Test
    void nothingOfAnEarlierCompileIsLeft() throws IOException {
        project.file("models/star/a.sql", "select 1").file("models/star/b.sql", "select 2");
        written();
        Files.delete(directory.resolve("models/star/b.sql"));

        assertThat(written().keySet()).containsExactly("compiled/models/star/a.sql", "manifest.json");
    }

    private Map<String, String> written() {
        new ManifestWriter(project.project()).write(project.compile());
        Path target = directory.resolve("target/caravan");
        try (Stream<Path> files = Files.walk(target)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(target.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
