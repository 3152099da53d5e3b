package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told about each mistake, whole. */
class BadModelsTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
    }

    @Test
    void aSyntaxErrorIsToldAtItsLine() {
        project.file("models/star/a.sql", "select 1\n<#if true>\nwhere true\n");
        project.file("models/star/b.sql", "select ${1 +}");

        tells(
                """
                models/star/a.sql:3: ends while #if is open
                    Close it with </#if>.
                models/star/b.sql:1: "}" is not expected here
                    A value, a name or a closing mark is missing before it.""");
    }

    @Test
    void anUnknownReferenceIsToldWithTheNearest() {
        project.file("models/star/dim_coin.sql", "select 1");
        project.file("models/star/fct.sql", "select *\nfrom ${ref('dim_coins')}\njoin ${ref('something')}");

        tells(
                """
                models/star/fct.sql:2: ref("dim_coins") names no model
                    Did you mean "dim_coin"?
                models/star/fct.sql:3: ref("something") names no model
                    A model is a file something.sql below models/; raw tables are named by source.""");
    }

    @Test
    void anUnknownSourceIsToldWithTheNearest() {
        project.file("models/staging/s.yml", "sources: [{name: raw, tables: [{name: coins}]}]");
        project.file("models/star/a.sql", "select * from ${source('raw', 'coin')}");

        tells(
                """
                models/star/a.sql:1: source("raw", "coin") names no table of a source
                    Did you mean "raw.coins"?""");
    }

    @Test
    void whatATableIsKeptByIsSaidOfTablesAlone() {
        project.file("models/staging/s.yml", "sources: [{name: raw, tables: [{name: coins}]}]");
        project.file("models/star/a.sql", "<@config dist='all' />select 1 as id");
        project.file(
                "models/star/b.sql",
                "<@config materialized='table' declared_by='migration' sort='id' />select 1 as id");
        project.file(
                "models/star/c.sql",
                "<@config materialized='table' sort_type='random' encode=['id', 'name zstd; drop'] />select 1 as id");

        tells(
                """
                models/star/a.sql:1: dist is set on a model that is materialized as view
                    Only a table is kept somewhere: set materialized="table" or remove it.
                models/star/b.sql:1: sort is set on a model whose table a migration declares
                    Say it in the migration, under dbms:redshift.
                models/star/c.sql:1: encode has "id", which is no column and its encoding
                    Write it as encode=["price zstd", "quoted_at az64"].
                models/star/c.sql:1: encode has "name zstd; drop", which is no column and its encoding
                    Write it as encode=["price zstd", "quoted_at az64"].
                models/star/c.sql:1: sort_type is "random"
                    Choose compound or interleaved.""");
    }

    @Test
    void aReferenceIntoAPackageIsRefused() {
        project.file("models/star/a.sql", "select * from ${ref('shop', 'orders')}");

        tells(
                """
                models/star/a.sql:1: ref("shop", "orders") names a package
                    All models are in one project: write ref("orders").""");
    }

    @Test
    void aCycleIsToldWithItsWholePath() {
        project.file("models/star/a.sql", "select * from ${ref('b')}");
        project.file("models/marts/b.sql", "select * from ${ref('c')}");
        project.file("models/marts/c.sql", "select * from ${ref('a')}");

        tells(
                """
                models/star/a.sql: "a" depends on itself
                    a (models/star/a.sql)
                    reads b (models/marts/b.sql)
                    reads c (models/marts/c.sql)
                    reads a (models/star/a.sql)
                    Remove one of these refs.""");
    }

    @Test
    void aModelCannotReferToItself() {
        project.file("models/star/a.sql", "select * from ${ref('a')}");

        tells(
                """
                models/star/a.sql: "a" refers to itself
                    Its own rows are ${this}, inside <#if is_incremental()>.""");
    }

    @Test
    void aNameMayBeGivenOnce() {
        project.file("models/marts/a.sql", "select 1");
        project.file("models/star/a.sql", "select 2");

        tells(
                """
                models/star/a.sql: there is another model "a"
                    It is models/marts/a.sql; rename one, since ref("a") can mean one only.""");
    }

    @Test
    void twoModelsCannotFillOneRelation() {
        project.file("models/star/a.sql", "select 1");
        project.file("models/star/b.sql", "<@config alias='A' />select 1");
        project.file("models/raw/coins.sql", "select 1");
        project.file("models/staging/s.yml", "sources: [{name: raw, tables: [{name: coins}]}]");

        tells(
                """
                models/raw/coins.sql: fills raw.coins, which is the relation of source raw.coins too
                    Give one of them another schema or alias.
                models/star/b.sql: fills star.A, which is the relation of models/star/a.sql too
                    Give one of them another schema or alias.""");
    }

    @Test
    void aModelLiesInAFolderAndHasASimpleName() {
        project.file("models/a.sql", "select 1");
        project.file("models/star/dim-coin.sql", "select 1");

        tells(
                """
                models/a.sql: lies in no folder, so it has no schema
                    Move it to models/<schema>/a.sql.
                models/star/dim-coin.sql: "dim-coin" is no name of a model
                    Use letters, digits and underscores, a digit not first.""");
    }

    @Test
    void anUnknownConfigIsToldWithTheNearest() {
        project.file("models/star/a.sql", "\n<@config materialised='table' owner='me' />\nselect 1");
        project.file("models/star/a.yml", "models:\n  - name: a\n    config:\n      uniquekey: id\n");

        tells(
                """
                models/star/a.sql:2: "materialised" is no config of a model
                    Did you mean "materialized"?
                models/star/a.sql:2: "owner" is no config of a model
                    There are alias, backfill, declared_by, description, dist, encode, grants, materialized, persist_docs, schema, sort, sort_type, strategy, tags, test_rows, unique_key.
                models/star/a.yml:4: "uniquekey" is no config of a model
                    Did you mean "unique_key"?""");
    }

    @Test
    void aWrongValueOfAConfigIsTold() {
        project.file("models/star/a.sql", "<@config materialized='tabel' />select 1");
        project.file("models/star/b.sql", "<@config materialized=true />select 1");
        project.file("models/star/c.sql", "<@config materialized='incremental' strategy='upsert' />select 1");
        project.file("models/star/d.sql", "<@config materialized='table' unique_key=1 declared_by='hand' />select 1");
        project.file("models/star/e.sql", "<@config materialized='incremental' strategy='merge' />select 1");
        project.file("models/star/f.sql", "<@config strategy='merge' />select 1");
        project.file("models/star/g.sql", "<@config declared_by='migration' />select 1");
        project.file("models/star/i.sql", "<@config alias='a' /><@config alias='b' />select 1");
        project.file(
                "models/star/j.sql",
                "<@config materialized='incremental' strategy='append' incremental_strategy='append' />select 1");

        tells(
                """
                models/star/a.sql:1: materialized is "tabel"
                    Did you mean "table"?
                models/star/b.sql:1: materialized is true
                    Give one text.
                models/star/c.sql:1: strategy is "upsert"
                    Choose one of append, merge, delete+insert.
                models/star/d.sql:1: declared_by is "hand"
                    Only "migration" can declare a relation.
                models/star/d.sql:1: unique_key is 1
                    Give a text or a list of texts.
                models/star/e.sql:1: strategy "merge" needs a unique_key
                    Add unique_key=["…"] with the columns that name a row, or choose strategy="append".
                models/star/f.sql:1: strategy is set on a model that is materialized as view
                    Only an incremental model has one: set materialized="incremental" or remove it.
                models/star/g.sql:1: a model declared by a migration is materialized as view
                    Set materialized="table" to replace its rows, or "incremental" to add to them.
                models/star/i.sql: fills star.a, which is the relation of models/star/a.sql too
                    Give one of them another schema or alias.
                models/star/i.sql:1: alias is configured twice
                    Keep one.
                models/star/j.sql:1: incremental_strategy is set beside strategy, which means the same
                    Keep one of the two.""");
    }

    @Test
    void anEmptyModelIsTold() {
        project.file("models/star/a.sql", "\n<#-- nothing yet -->\n");

        tells(
                """
                models/star/a.sql: has no select
                    Write one select, or delete the file.""");
    }

    @Test
    void aFileThatIsNoTextIsTold() throws IOException {
        Files.createDirectories(directory.resolve("models/star"));
        Files.write(directory.resolve("models/star/a.sql"), new byte[] {'s', (byte) 0xE4, 'x'});

        tells(
                """
                models/star/a.sql: is not text in UTF-8
                    Save the file in UTF-8.""");
    }

    @Test
    void anErrorInAMacroIsToldInTheMacrosFile() {
        project.file("models/macros/m.ftl", "<#function half x>\n<#return x / 2>\n</#function>\n");
        project.file("models/star/a.sql", "select 1,\n${half('price')}");

        tells(
                """
                models/macros/m.ftl:2: for "/" left-hand operand: Expected a number, but this has evaluated to a string
                    The expression is x""");
    }

    @Test
    void aSyntaxErrorInAMacroIsToldAlone() {
        project.file("models/macros/m.ftl", "<#function half x>\n<#return x / >\n</#function>\n");
        project.file("models/star/a.sql", "select ${half('price')}");

        tells(
                """
                models/macros/m.ftl:2: ">" is not expected here
                    A value, a name or a closing mark is missing before it.""");
    }

    @Test
    void twoMacrosOfOneNameAreTold() {
        project.file("models/macros/a.ftl", "<#macro m></#macro>");
        project.file("models/macros/b.ftl", "<#macro m></#macro><#function ref x><#return x></#function>");
        project.file("models/star/a.sql", "select 1");

        tells(
                """
                models/macros/b.ftl: defines "m", which models/macros/a.ftl has already
                    Give it another name.
                models/macros/b.ftl: defines "ref", which the model language has already
                    Give it another name.""");
    }

    @Test
    void recursionWithoutEndIsTold() {
        project.file("models/macros/m.ftl", "<#macro again><@again /></#macro>");
        project.file("models/star/a.sql", "select 1 <@again />");

        tells(
                """
                models/star/a.sql: calls macros that call each other without end
                    Give the recursion a condition that ends it.""");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        project.file("models/macros/m.ftl", "<#function cents x><#return x></#function>");
        project.file("models/star/a.sql", "select\n${cnets('x')}");
        project.file("models/star/b.sql", "<@confg materialized='table' />select 1");

        tells(
                """
                models/star/a.sql:2: "cnets" is not defined
                    Did you mean "cents"?
                models/star/b.sql:1: "confg" is not defined
                    Did you mean "config"?""");
    }

    @Test
    void aFunctionOfTheLanguageShowsHowItIsCalled() {
        project.file("models/star/a.sql", "select ${safe_cast('x')}");
        project.file("models/star/b.sql", "select ${date_trunc('fortnight', 'x')}");
        project.file("models/star/c.sql", "select ${ref(['a', 'b'])}");
        project.file("models/star/d.sql", "select ${split_part('a', 'b', 'c')}");

        tells(
                """
                models/star/a.sql:1: safe_cast(expression, type) is given 1 argument
                models/star/b.sql:1: date_trunc(part, expression): no part of a date: "fortnight"; these are: second, minute, hour, day, week, month, quarter, year
                models/star/c.sql:1: ref(model): a list is given where one text is wanted
                models/star/d.sql:1: split_part(expression, delimiter, index): "c" is no whole number""");
    }

    @Test
    void aMissingVariableIsTold() {
        project.variable("top_n", "5");
        project.file("models/star/a.sql", "select ${var('topn')}, ${var('other')}, ${env_var('REGION')}");

        tells(
                """
                models/star/a.sql:1: env_var("REGION") is not set
                    Set REGION in the process environment, or give a default: env_var("REGION", "…").
                models/star/a.sql:1: var("other") is not set
                    Set var.other in the environment, give --var other=VALUE, or a default: var("other", "…").
                models/star/a.sql:1: var("topn") is not set
                    Did you mean "top_n"?""");
    }

    @Test
    void aSecretIsRefused() {
        project.processVariable("WAREHOUSE_PASSWORD", "hunter2").variable("api_token", "hunter2");
        project.file("models/star/a.sql", "select '${env_var('WAREHOUSE_PASSWORD')}', '${var('api_token', 'x')}'");

        tells(
                """
                models/star/a.sql:1: env_var("WAREHOUSE_PASSWORD") asks for a secret
                    Compiled SQL is written to files and logs; a secret must not get there.
                models/star/a.sql:1: var("api_token") asks for a secret
                    Compiled SQL is written to files and logs; a secret must not get there.""");
    }

    @Test
    void problemsOfManyFilesAreToldTogetherInOrder() {
        project.file("models/star/z.sql", "select * from\n${ref('nowhere_near')}");
        project.file("models/star/a.sql", "<@config materialized='taple' />\nselect * from ${ref('zz')}");
        project.file("models/star/a.yml", "models: [{name: a, colums: []}]");
        project.file("models/tests/t.sql", "select * from ${ref('zzz_not')}");

        tells(
                """
                models/star/a.sql:1: materialized is "taple"
                    Did you mean "table"?
                models/star/a.sql:2: ref("zz") names no model
                    Did you mean "z"?
                models/star/a.yml:1: "colums" is no key of a model
                    Did you mean "columns"?
                models/star/z.sql:2: ref("nowhere_near") names no model
                    A model is a file nowhere_near.sql below models/; raw tables are named by source.
                models/tests/t.sql:1: ref("zzz_not") names no model
                    A model is a file zzz_not.sql below models/; raw tables are named by source.""");
    }

    private void tells(String message) {
        assertThatThrownBy(project::compile)
                .isInstanceOf(CaravanException.class)
                .hasMessage(message);
    }
}
