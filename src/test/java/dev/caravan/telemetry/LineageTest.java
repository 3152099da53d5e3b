package dev.caravan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.CaravanException;
import dev.caravan.telemetry.HttpReceiver.Posted;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds as a receiver of OpenLineage gets them. */
@Timeout(120)
class LineageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas();

    @TempDir
    Path scratch;

    @Test
    void aModelIsAJobWithWhatItReadsAndWrites() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(201);
                DemoProject demo = receiving(receiver)) {
            RunSummary summary = build(demo, "stg_coins");

            List<JsonNode> events = events(receiver);
            assertThat(receiver.posted()).allSatisfy(posted -> {
                assertThat(posted.path()).isEqualTo("/api/v1/lineage");
                assertThat(posted.authorization()).contains("Bearer canary-key");
            });
            assertThat(events).allSatisfy(LineageTest::keepsToTheSpecification);
            assertThat(events)
                    .extracting(event -> event.at("/job/name").asText() + " "
                            + event.path("eventType").asText())
                    .containsExactly(
                            "build START",
                            "model.caravan.stg_coins START",
                            "model.caravan.stg_coins COMPLETE",
                            "build COMPLETE");
            JsonNode complete = events.get(2);
            assertThat(complete.at("/run/runId")).isEqualTo(events.get(1).at("/run/runId"));
            assertThat(complete.at("/run/facets/parent/run/runId").asText()).isEqualTo(summary.runId());
            assertThat(events.get(0).at("/run/runId").asText()).isEqualTo(summary.runId());
            assertThat(complete.at("/job/namespace").asText()).isEqualTo("caravan-demo");
            assertThat(complete.at("/job/facets/sql/query").asText()).contains("from \"raw\".\"coins\"");
            assertThat(complete.path("inputs")).hasSize(1);
            assertThat(complete.at("/inputs/0/namespace").asText()).isEqualTo("duckdb");
            assertThat(complete.at("/inputs/0/name").asText()).isEqualTo("warehouse.raw.coins");
            assertThat(complete.at("/outputs/0/name").asText()).isEqualTo("warehouse.staging.stg_coins");
            assertThat(complete.at("/outputs/0/facets/schema/fields").findValuesAsText("name"))
                    .contains("coin_id", "price_usd");
        }
    }

    @Test
    void aModelThatFailsSaysWhy() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(201);
                DemoProject demo = receiving(receiver)) {
            // what it reads was not built
            build(demo, "fct_market_quotes");

            List<JsonNode> events = events(receiver);
            assertThat(events).allSatisfy(LineageTest::keepsToTheSpecification);
            assertThat(events)
                    .extracting(event -> event.path("eventType").asText())
                    .containsExactly("START", "START", "FAIL", "FAIL");
            assertThat(events.get(2).at("/run/facets/errorMessage/message").asText())
                    .contains("models/star/fct_market_quotes.sql");
        }
    }

    @Test
    void theProducerIsTheProgramUnlessAnEnvironmentSaysAnother() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(201);
                DemoProject demo = receiving(receiver)) {
            build(demo, "stg_coins");
            build(demo.set("openlineage.producer", "https://git.example/market/tree/v3"), "stg_coins");

            assertThat(events(receiver))
                    .extracting(event -> event.path("producer").asText())
                    .containsOnly("pkg:maven/dev.caravan/caravan", "https://git.example/market/tree/v3");
            demo.set("openlineage.producer", "caravan of mine");
            assertThatThrownBy(() -> build(demo, "stg_coins"))
                    .isInstanceOf(CaravanException.class)
                    .hasMessage("--set openlineage.producer: openlineage.producer is no URI with a scheme\n"
                            + "    Give one such as https://git.example/warehouse/tree/v1.");
        }
    }

    @ParameterizedTest
    @MethodSource("warehouses")
    void datasetsHaveTheNamesThatOthersGiveThem(String url, String namespace, String name) throws IOException {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(201);
                DemoProject demo = receiving(receiver)) {
            try (Telemetry telemetry =
                            new Telemetry(demo.set("warehouse.url", url).environment(), Clock.systemUTC());
                    DemoProject local = DemoProject.at(scratch);
                    Caravan caravan = local.caravan(telemetry.progress())) {
                caravan.build(List.of("stg_coins"), List.of("resource_type:test"), false);
            }
            JsonNode output = events(receiver).get(2).at("/outputs/0");
            assertThat(output.path("namespace").asText()).isEqualTo(namespace);
            assertThat(output.path("name").asText()).isEqualTo(name + ".staging.stg_coins");
        }
    }

    static List<Arguments> warehouses() {
        return List.of(
                arguments(
                        "jdbc:postgresql://db.example:5432/market?sslmode=require",
                        "postgres://db.example:5432",
                        "market"),
                arguments(
                        "jdbc:redshift:iam://wg.eu-west-1.redshift:5439/dev",
                        "redshift://wg.eu-west-1.redshift:5439",
                        "dev"),
                arguments("jdbc:duckdb:work/local/market.duckdb", "duckdb", "market"));
    }

    private DemoProject receiving(HttpReceiver receiver) {
        return DemoProject.at(scratch)
                .set("telemetry.enabled", "true")
                .set("openlineage.url", receiver.url())
                .set("openlineage.api-key", "canary-key");
    }

    private static RunSummary build(DemoProject demo, String model) {
        try (Telemetry telemetry = new Telemetry(demo.environment(), Clock.systemUTC());
                Caravan caravan = demo.caravan(telemetry.progress())) {
            return caravan.build(List.of(model), List.of("resource_type:test"), false);
        }
    }

    /** What OpenLineage publishes, and what its client reads. */
    private static void keepsToTheSpecification(JsonNode event) {
        assertThat(SCHEMAS.errors(event)).as(event.toPrettyString()).isEmpty();
        OpenLineageClientUtils.runEventFromJson(event.toString());
    }

    private static List<JsonNode> events(HttpReceiver receiver) {
        return receiver.posted().stream().map(LineageTest::parse).toList();
    }

    private static JsonNode parse(Posted posted) {
        try {
            return JSON.readTree(new String(posted.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
