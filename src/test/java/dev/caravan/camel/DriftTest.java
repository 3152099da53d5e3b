package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.pipeline.Drift;
import dev.caravan.pipeline.Drift.Kind;
import dev.caravan.pipeline.Extraction.Extracted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a poll tells when its source gives other fields than before. */
class DriftTest {
    @TempDir
    Path scratch;

    private FakeCoinlore server;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeCoinlore();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNewFieldIsToldInEveryPollUntilItHasAColumn() {
        server.on("/", coins("{\"id\":\"90\",\"halal\":null},{\"id\":\"80\",\"halal\":\"yes\\nno\"}"));

        Extracted first = poll();
        Extracted second = poll();

        assertThat(first.drifts()).containsExactly(new Drift("coins", Kind.ADDED, "halal", "such as yes no"));
        assertThat(second.drifts()).isEqualTo(first.drifts());
        assertThat(second.warnings()).hasSize(1);
    }

    @Test
    void aFieldHasVanishedOnlyWhereNoRecordHasItAndAnEarlierPollHad() {
        server.on(
                "/",
                coins("{\"id\":\"90\",\"rank\":1,\"msupply\":null}"),
                coins("{\"id\":\"90\"},{\"id\":\"80\",\"rank\":null,\"msupply\":\"\"}"),
                coins("{\"id\":\"90\",\"rank\":2}"));

        assertThat(poll().drifts()).isEmpty();
        assertThat(poll().drifts()).isEmpty();
        Extracted gone = poll();
        Extracted still = poll();

        assertThat(gone.drifts())
                .containsExactly(new Drift("coins", Kind.VANISHED, "msupply", "in no record of this poll"));
        assertThat(still.drifts()).isEqualTo(gone.drifts());
        assertThat(gone.warnings())
                .singleElement()
                .hasToString("coins: the source no longer gives \"msupply\": in no record of this poll\n"
                        + "    The column is empty from now on. Look at the models that read it; take it out of"
                        + " the route's columns when it is gone for good.");
    }

    @Test
    void anotherKindOfValueIsToldOnceAndLandedAsItCame() {
        server.on("/", coins("{\"id\":\"90\",\"rank\":1}"), coins("{\"id\":\"90\",\"rank\":{\"now\":1}}"));

        poll();
        Extracted changed = poll();
        Extracted again = poll();

        assertThat(changed.drifts())
                .containsExactly(new Drift("coins", Kind.CHANGED, "rank", "number before, and object now, such as …"));
        assertThat(ShippedRoutes.landed(scratch, changed.batches().get(0)).get(0))
                .contains("{\"now\":1}");
        assertThat(again.drifts()).isEmpty();
    }

    @Test
    void whatComesFromOutsideReachesNoStatementAndNoSecretIsShown() throws IOException {
        server.on(
                "/",
                coins("{\"id\":\"90\",\"x\\\"; drop table y; --\\n\":1,\"api_token\":\"canary\",\"long\":\""
                        + "z".repeat(99) + "\"}"));

        Extracted extracted = poll();

        assertThat(extracted.warnings()).singleElement().asString().doesNotContain("canary", "drop table y; --\n");
        assertThat(extracted.warnings())
                .singleElement()
                .asString()
                .startsWith("coins: the source gives 3 fields that have no column: \"api_token\", such as ***;"
                        + " \"long\", such as " + "z".repeat(40) + "…; \"x\"; drop table y; -- \", such as 1;");
        assertThat(Files.readString(Path.of("target/caravan/drift/coins.sql")))
                .contains("add column \"api_token\"", "add column \"long\"")
                .doesNotContain("drop table");
    }

    @Test
    void aMemoryThatCannotBeReadIsBegunAnew() throws IOException {
        server.on("/", coins("{\"id\":\"90\",\"rank\":1}"));
        Path memory = scratch.resolve("landing/fields/coins.json");
        Files.createDirectories(memory.getParent());
        Files.writeString(memory, "no json");

        assertThat(poll().drifts()).isEmpty();
        assertThat(memory).hasContent("{\n  \"id\" : [ \"text\" ],\n  \"rank\" : [ \"number\" ]\n}\n");
    }

    private Extracted poll() {
        return ShippedRoutes.poll("coins", scratch, server.url(), Map.of());
    }

    private static String coins(String records) {
        return "{\"data\":[" + records + "],\"info\":{\"coins_num\":1}}";
    }
}
