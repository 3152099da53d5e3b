package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import dev.caravan.sql.TableOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
                        "date_trunc('day', cast(t as timestamp)),",
                        "(t + interval '1 minute' * (5)),",
                        "date_diff('hour', t, u),",
                        "epoch_ms(cast(n as bigint)),",
                        "regexp_replace(a, '[0-9]+', '', 'gs'),",
                        "regexp_matches(a, '^x', 's'),",
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
                        false,
                        TableOptions.none(),
                        new PersistDocs(true, true),
                        TestRows.ALL,
                        Backfill.NONE,
                        List.of()));
        assertThat(model.relation()).isEqualTo(Relation.of("public", "a"));
        assertThat(model.description()).isEqualTo("Things.");
    }

    @Test
    void readersAreGrantedSelectAndNothingElse() {
        project.file("models/star/a.sql", "<@config grants={'select': ['reporter', 'group bi']} />select 1 as id");
        assertThat(project.compile().model("a").orElseThrow().config().grants())
                .containsExactly("reporter", "group bi");

        project.file("models/star/a.sql", "<@config grants={'insert': ['reporter']} />select 1 as id");
        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                models/star/a.sql:1: grants is "{insert=[reporter]}"
                    Write it as grants: {select: ["reporter"]}; readers get no other right.""");
    }

    @Test
    void descriptionsBecomeCommentsUnlessSwitchedOff() {
        project.file("models/star/a.sql", "select 1 as id");
        project.file("models/star/b.sql", "<@config persist_docs={'columns': false} />select 1 as id");
        project.file("models/star/c.sql", "select 1 as id");
        project.file(
                "models/star/c.yml",
                """
                models:
                  - name: c
                    config:
                      persist_docs: {relation: false, columns: true}
                """);

        Manifest manifest = project.compile();

        assertThat(manifest.models())
                .extracting(model -> model.config().persistDocs())
                .containsExactly(
                        new PersistDocs(true, true), new PersistDocs(true, false), new PersistDocs(false, true));
    }

    @Test
    void aModelSaysHowItsTableIsKept() {
        project.file(
                "models/star/a.sql",
                "<@config materialized='table' dist='id' sort=['day', 'id'] sort_type='compound'"
                        + " encode=['name zstd', 'id az64'] />select 1 as id");

        Model model = project.compile().model("a").orElseThrow();

        assertThat(model.config().options())
                .isEqualTo(new TableOptions(
                        Optional.of("id"),
                        List.of("day", "id"),
                        Optional.of("compound"),
                        Map.of("id", "az64", "name", "zstd")));
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
}
