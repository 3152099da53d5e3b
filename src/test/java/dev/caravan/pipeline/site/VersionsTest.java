package dev.caravan.pipeline.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.compile.SmallProject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How old an answer may be, and what makes it old. */
class VersionsTest {
    private static final TableQuestion COINS = TableQuestion.first("coins", 10);
    private static final TableQuestion LISTED = TableQuestion.first("listed", 10);

    @TempDir
    Path directory;

    private SmallSite opened;
    private Site site;

    @BeforeEach
    void openProject() {
        SmallProject small = new SmallProject(directory)
                .file("models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins}]}]")
                .file("models/staging/stg_coins.sql", "select * from ${source('raw', 'coins')}")
                .file(
                        "models/star/dim_coin.sql",
                        "<@config materialized='table' />select coin_id from ${ref('stg_coins')}")
                .file("analyses/coins.sql", "<@config order_by=['coin_id'] />select coin_id from ${ref('dim_coin')}")
                .file("analyses/listed.sql", "<@config order_by=['coin_id'] />select coin_id from ${ref('stg_coins')}");
        opened = SmallSite.open(small);
        site = opened.site();
        opened.write(
                "create schema caravan",
                "create table caravan.run (run_id varchar)",
                "create table caravan.node_result (run_id varchar)",
                "create table caravan.ledger (batch_id varchar)",
                "create schema raw",
                "create table raw.coins (coin_id integer)",
                "create schema staging",
                "create view staging.stg_coins as select * from raw.coins",
                "create schema star",
                "create table star.dim_coin (coin_id integer)");
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void whoAsksAfterACommandSeesWhatItDid() {
        for (int run = 1; run < 20; run++) {
            opened.write(
                    "insert into star.dim_coin values (" + run + ")", "insert into caravan.run values ('" + run + "')");
            site.commandOver();

            assertThat(site.table(COINS).total()).isEqualTo(run);
        }
    }

    @Test
    void loadingMakesOldWhatReadsSourcesThroughViewsAndNothingElse() {
        TablePage coins = site.table(COINS);
        TablePage listed = site.table(LISTED);
        String before = site.dataVersion();

        opened.write("insert into raw.coins values (1)", "insert into caravan.ledger values ('a')");
        await().until(() -> !site.dataVersion().equals(before));

        assertThat(site.table(LISTED).total()).isEqualTo(listed.total() + 1);
        assertThat(site.table(COINS)).isSameAs(coins);
    }

    @Test
    void buildingMakesEverythingOld() {
        TablePage coins = site.table(COINS);
        TablePage listed = site.table(LISTED);
        String before = site.builtVersion();

        opened.write("insert into star.dim_coin values (1)", "insert into caravan.node_result values ('a')");
        await().until(() -> !site.builtVersion().equals(before));

        assertThat(site.table(COINS).total()).isEqualTo(coins.total() + 1);
        assertThat(site.table(LISTED)).isNotSameAs(listed);
    }
}
