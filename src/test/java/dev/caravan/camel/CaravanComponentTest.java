package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component in an application that is not ours: found by its scheme, configured by its properties, used from YAML. */
class CaravanComponentTest extends CamelTestSupport {
    @TempDir
    static Path scratch;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        copy("models");
        copy("migrations");
        copy("routes");
        copy("environments");
        CaravanComponent component = context.getComponent("caravan", CaravanComponent.class);
        component.setProject(scratch.toString());
        component.setEnvironment("local");
        component.setSettings(Map.of("coinlore.url", "http://127.0.0.1:1", "coinlore.retries", "0"));
        return context;
    }

    @Test
    void aRouteInYamlBuildsModelsOfAProject() throws Exception {
        route(
                """
                - route:
                    from:
                      uri: direct:build
                      steps:
                        - to: "caravan:build?select=+fct_market_quotes"
                """);

        template.requestBody("caravan:build", "");
        Exchange done = template.request("direct:build", exchange -> {});

        assertThat(done.getException()).isNull();
        RunSummary summary = done.getMessage().getBody(RunSummary.class);
        assertThat(summary.results())
                .extracting(result -> result.name())
                .contains("stg_markets", "fct_market_quotes")
                .doesNotContain("fct_ohlcv", "quotes_by_exchange");
        assertThat(done.getMessage().getHeaders())
                .containsEntry(CaravanConstants.RUN_ID, summary.runId())
                .containsEntry(CaravanConstants.ROWS_EXTRACTED, 0L)
                .containsEntry(CaravanConstants.ROWS_LOADED, 0L)
                .containsEntry(CaravanConstants.FAILED, false);
        assertThat(scratch.resolve("work/local/warehouse.duckdb")).isRegularFile();
    }

    @Test
    void aFailedCommandReachesTheRoutesErrorHandler() throws Exception {
        route(
                """
                - onException:
                    exception: java.lang.Exception
                    handled:
                      constant: "true"
                    steps:
                      - setBody:
                          simple: "${exception.message}"
                - route:
                    from:
                      uri: direct:extract
                      steps:
                        - to: "caravan:extract?dataset=global,history"
                """);

        Exchange done = template.request("direct:extract", exchange -> {});

        assertThat(done.getMessage().getBody(String.class))
                .startsWith("global, http://127.0.0.1:1/api/global/: the poll failed: ")
                .endsWith("Nothing of this poll is committed; the next one asks again.");
        assertThat(done.getMessage().getHeader(CaravanConstants.FAILED)).isEqualTo(true);
    }

    @Test
    void aRouteMayLookAtTheFailureItself() {
        Exchange done = template.request("caravan:extract?dataset=global&failOnError=false", exchange -> {});

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(CaravanConstants.FAILED)).isEqualTo(true);
        assertThat(done.getMessage().getBody(RunSummary.class).failures()).hasSize(1);
    }

    @Test
    void everyOptionIsConfiguredFromYaml() throws Exception {
        route(
                """
                - route:
                    from:
                      uri: direct:options
                      steps:
                        - to:
                            uri: caravan:run
                            parameters:
                              select: "tag:daily dim_coin+"
                              exclude: fct_ohlcv
                              fullRefresh: true
                              failOnError: false
                """);

        CaravanEndpoint endpoint = context.getEndpoints().stream()
                .filter(CaravanEndpoint.class::isInstance)
                .map(CaravanEndpoint.class::cast)
                .filter(found -> found.operation() == Operation.run)
                .findFirst()
                .orElseThrow();
        assertThat(endpoint.getSelect()).isEqualTo("tag:daily dim_coin+");
        assertThat(endpoint.getExclude()).isEqualTo("fct_ohlcv");
        assertThat(endpoint.isFullRefresh()).isTrue();
        assertThat(endpoint.isFailOnError()).isFalse();
    }

    @Test
    void stepsThatTheApplicationBindsComeFirst() {
        context.getRegistry().bind("steps", Steps.class, new FakeSteps());

        Exchange done = template.request("caravan:load?dataset=coins, global", exchange -> {});

        assertThat(done.getMessage().getBody(RunSummary.class).command()).isEqualTo("load [coins, global]");
        context.getRegistry().unbind("steps");
    }

    @Test
    void aBatchOutsideAProjectsRoutesSaysWhereItBelongs() {
        assertThatThrownBy(() -> template.sendBody("caravan:batch?dataset=coins&columns=id", ""))
                .isInstanceOf(CamelExecutionException.class)
                .rootCause()
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        "route of this application: caravan:batch lands batches, which only a project's own routes can do\n"
                                + "    Move the route into the project's routes/, and let this one ask for caravan:extract.");
    }

    @Test
    void anUnknownOperationIsNamedWithItsNeighbour() {
        assertThatThrownBy(() -> template.sendBody("caravan:biuld", ""))
                .rootCause()
                .hasMessage("caravan:biuld is no operation. Did you mean \"build\"?");
    }

    @Test
    void theCatalogTellsEveryOptionAndHeader() throws IOException {
        try (InputStream catalog =
                CaravanComponent.class.getResourceAsStream("/META-INF/dev/caravan/camel/caravan.json")) {
            assertThat(new String(catalog.readAllBytes()))
                    .contains("\"failOnError\"", "\"fullRefresh\"", "\"CaravanRowsLoaded\"", "\"settings\"")
                    .contains("The directory of the project whose pipeline the endpoints run");
        }
        assertThat(PluginHelper.getConfigurerResolver(context)
                        .resolvePropertyConfigurer("caravan-endpoint-configurer", context))
                .isInstanceOf(CaravanEndpointConfigurer.class);
    }

    private void route(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.camel.yaml", yaml));
    }

    private static void copy(String directory) throws IOException {
        Path from = Path.of(directory);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to =
                        scratch.resolve(directory).resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
