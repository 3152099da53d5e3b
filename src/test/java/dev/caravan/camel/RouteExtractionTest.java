package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.landing.Landing;
import dev.caravan.landing.Landings;
import dev.caravan.pipeline.Extraction.Dataset;
import dev.caravan.pipeline.Extraction.Extracted;
import dev.caravan.pipeline.ExtractionProvider.Surroundings;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped routes against servers on a free port. */
class RouteExtractionTest {
    @TempDir
    Path scratch;

    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> settings = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void everyRouteIsADatasetOfItsOwn() {
        try (RouteExtraction extraction = extraction()) {
            assertThat(extraction.datasets())
                    .containsExactly(
                            new Dataset("coins", List.of()),
                            new Dataset("exchange_details", List.of("exchanges")),
                            new Dataset("exchanges", List.of()),
                            new Dataset("global", List.of()),
                            new Dataset("history", List.of()),
                            new Dataset("markets", List.of("coins")));
        }
    }

    @Test
    void aCoinOnTwoPagesIsKeptOnce() {
        answer("/api/tickers/", 200, "{\"data\":[{\"id\":\"90\"},{\"id\":\"80\"}],\"info\":{\"coins_num\":4}}");

        Extracted extracted = extract("coins");

        assertThat(extracted.batches()).hasSize(1);
        assertThat(extracted.batches().get(0).rowsLanded()).isEqualTo(2);
        assertThat(extracted.batches().get(0).rowsRepeated()).isEqualTo(2);
        try (Landing landing = Landings.open(environment(), scratch)) {
            assertThat(landing.committed("coins", LocalDate.EPOCH))
                    .containsExactly(extracted.batches().get(0).id());
        }
    }

    @Test
    void aServerThatStumblesIsAskedAgain() {
        server.createContext("/", exchange -> {
            boolean first = asked.incrementAndGet() == 1;
            byte[] body = (first ? "busy" : "[{\"coins_count\":7001}]").getBytes();
            exchange.sendResponseHeaders(first ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(extract("global").batches().get(0).rowsLanded()).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aPageOfHtmlFailsThePollAndLandsNothing() {
        answer("/", 200, "<html>maintenance</html>");

        assertThatThrownBy(() -> extract("global"))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("begins with \"<html>maintenance</html>\"");
        try (Landing landing = Landings.open(environment(), scratch)) {
            assertThat(landing.committed("global", LocalDate.EPOCH)).isEmpty();
        }
    }

    @Test
    void marketsAndDetailsAreAskedOfWhatTheWarehouseKnows() {
        answer("/api/coin/markets/", 200, "[{\"name\":\"Binance\",\"price\":1}]");
        answer("/api/exchange/", 200, "{\"0\":{\"name\":\"Binance\",\"date_live\":null,\"url\":\"\"},\"pairs\":[]}");

        try (RouteExtraction extraction = extraction()) {
            assertThat(extraction.extract("markets").batches().get(0).rowsLanded())
                    .isEqualTo(1);
            assertThat(extraction.extract("exchange_details").batches().get(0).rowsLanded())
                    .isEqualTo(1);
        }
    }

    @Test
    void routesThatTriggerRunsAreLeftToStart() {
        settings.put("schedule.cron", "no cron expression, which would stop a route that is loaded");

        try (RouteExtraction extraction = extraction()) {
            assertThat(extraction.datasets()).hasSize(6);
        }
    }

    @Test
    void everyHistoryFileOfTheDemoIsABatch() {
        Extracted extracted = extract("history");

        assertThat(extracted.warnings()).isEmpty();
        assertThat(extracted.batches()).hasSize(10);
    }

    private Extracted extract(String dataset) {
        try (RouteExtraction extraction = extraction()) {
            return extraction.extract(dataset);
        }
    }

    private RouteExtraction extraction() {
        Project project = Project.at(Path.of(""));
        return RouteExtraction.open(new Surroundings(
                project,
                environment(),
                noWarehouse(),
                Landings.open(environment(), scratch),
                () -> 1,
                (dataset, file) -> Optional.empty(),
                new FakeSteps(),
                Clock.systemUTC()));
    }

    private static DataSource noWarehouse() {
        HikariDataSource warehouse = new HikariDataSource();
        warehouse.setJdbcUrl("jdbc:duckdb:");
        warehouse.setMaximumPoolSize(1);
        warehouse.setConnectionInitSql(
                """
                create schema if not exists raw;
                create table if not exists raw.coins as select 'b' as batch_id, '90' as id, '1' as rank;
                create table if not exists raw.exchanges as select 'b' as batch_id, '5' as id;
                create table if not exists raw.exchange_details (id varchar, extracted_at timestamp);""");
        return warehouse;
    }

    private Environment environment() {
        settings.put(
                "coinlore.url",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString());
        settings.put("coinlore.retry-delay-millis", "5");
        settings.put("landing.uri", "file:" + scratch);
        return Environment.load(Project.at(Path.of("")), "demo", Map.of(), settings);
    }

    private void answer(String path, int status, String text) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
